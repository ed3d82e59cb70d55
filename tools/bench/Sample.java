package nebula.bench;

/// One measurement.
///
/// @param reference what it is compared with, in the same unit; NaN when the limit is a fixed value
record Sample(double value, double reference) {
  static Sample alone(double value) {
    return new Sample(value, Double.NaN);
  }
}
