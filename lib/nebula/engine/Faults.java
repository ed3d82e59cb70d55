package nebula.engine;

/// The first exception that some task of the run did not expect. It ends the run: a task that died
/// in silence would leave a service starting for ever.
final class Faults {
  private RuntimeException first;

  synchronized void report(RuntimeException trouble) {
    if (first == null) {
      first = trouble;
    }
  }

  synchronized void throwIfAny() {
    if (first != null) {
      throw first;
    }
  }
}
