package nebula.logs;

import java.time.Instant;
import java.util.Optional;

/// A line of a service's log as it is kept.
///
/// @param marker `run`, `restart`, `build` or `sync` for a line that Nebula wrote about what
///   changed; it has no pod, container and level
/// @param text clean, with colours
public record LogLine(
    Instant at,
    String pod,
    String container,
    Optional<Level> level,
    Optional<String> marker,
    String text) {

  static LogLine marker(Instant at, String marker, String text) {
    return new LogLine(at, "", "", Optional.empty(), Optional.of(marker), text);
  }
}
