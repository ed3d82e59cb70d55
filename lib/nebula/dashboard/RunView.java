package nebula.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.Snapshot;
import nebula.model.ExitCode;

/// A run as the page shows it at one moment.
///
/// @param number of the last event that it holds
/// @param start events of the start, for its chart
/// @param actions what may be asked of each service
record RunView(
    String run,
    long number,
    String project,
    Snapshot snapshot,
    Optional<Instant> started,
    Optional<Event.RunEnded> ended,
    List<Event> start,
    List<Event.Notice> notices,
    Map<String, List<Controls.Action>> actions,
    Map<String, Usage> usage) {

  String lastEventId() {
    return run + "-" + number;
  }

  Optional<ExitCode> exitCode() {
    return ended.map(Event.RunEnded::exitCode);
  }
}
