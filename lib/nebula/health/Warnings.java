package nebula.health;

import java.time.Instant;
import java.util.Optional;
import nebula.model.Observation;
import nebula.model.Observation.Warning;

/// Finds events. They stay for an hour, so each question says from when on one counts.
final class Warnings {
  private Warnings() {}

  static Optional<Warning> newest(
      Observation observation, String kind, String name, String reason) {
    return newest(observation, kind, name, reason, "", Instant.MIN);
  }

  /// @param part of the message
  /// @param from events that were last seen before this do not count
  static Optional<Warning> newest(
      Observation observation, String kind, String name, String reason, String part, Instant from) {
    Warning newest = null;
    for (Warning warning : observation.warnings()) {
      if (warning.reason().equals(reason)
          && warning.kind().equals(kind)
          && warning.name().equals(name)
          && warning.message().contains(part)
          && !warning.last().isBefore(from)
          && (newest == null || warning.last().isAfter(newest.last()))) {
        newest = warning;
      }
    }
    return Optional.ofNullable(newest);
  }
}
