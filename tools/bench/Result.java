package nebula.bench;

import java.util.List;
import java.util.Optional;

/// What came of measuring a figure.
///
/// @param troubles why runs of it gave no sample, a sentence each
record Result(Figure figure, List<Sample> samples, List<String> troubles) {
  Result {
    samples = List.copyOf(samples);
    troubles = List.copyOf(troubles);
  }

  Verdict verdict() {
    if (samples.isEmpty()) {
      return Verdict.NOT_MEASURED;
    }
    double ratio = ratio().orElseThrow();
    boolean met =
        switch (figure.limit()) {
          case Limit.Below _ -> ratio < 1;
          case Limit.Times(double factor, _) -> ratio <= factor;
        };
    return met ? Verdict.MET : Verdict.NOT_MET;
  }

  /// Of the measured values; empty when there is none.
  Optional<Spread> spread() {
    return spreadOf(samples.stream().map(Sample::value).toList());
  }

  /// The median of what it is compared with: of the values measured beside it, or the fixed limit.
  Optional<Double> reference() {
    return switch (figure.limit()) {
      case Limit.Below(double value) -> Optional.of(value);
      case Limit.Times _ ->
          spreadOf(samples.stream().map(Sample::reference).toList()).map(Spread::median);
    };
  }

  /// Median through median.
  Optional<Double> ratio() {
    return spread().flatMap(spread -> reference().map(reference -> spread.median() / reference));
  }

  private static Optional<Spread> spreadOf(List<Double> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }
}
