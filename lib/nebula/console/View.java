package nebula.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.event.Controls.Action;
import nebula.event.Snapshot;

/// All that the screen shows, at one moment.
///
/// @param started when the run began; empty before its first event
/// @param took from the start, or from the last failure, until all was healthy; empty while not
/// @param page where the run's page is
/// @param notices what people should know, newest last
/// @param logs empty when logs are not shown at all
record View(
    Snapshot snapshot,
    Instant now,
    Optional<Instant> started,
    Optional<Duration> took,
    Optional<String> page,
    List<String> notices,
    Optional<LogView> logs) {

  /// @param only the one service whose lines are shown; empty for all
  /// @param back how many lines the reader has scrolled back from the newest
  /// @param dropped lines that came faster than they could be shown
  /// @param actions what may be asked of that one service
  record LogView(
      LogMemory memory, Optional<String> only, int back, long dropped, List<Action> actions) {}
}
