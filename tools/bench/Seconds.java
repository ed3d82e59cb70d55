package nebula.bench;

import java.time.Duration;
import java.time.Instant;

/// Durations as numbers to calculate with.
final class Seconds {
  private Seconds() {}

  static double of(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  static double between(Instant from, Instant to) {
    return of(Duration.between(from, to));
  }
}
