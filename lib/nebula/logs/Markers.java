package nebula.logs;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import nebula.event.Event;
import nebula.model.Code;

/// Finds in the events what changed in a service, so that its log can say so between the lines
/// before and the lines after.
final class Markers {
  private final Map<String, Integer> restarts = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private Optional<Instant> runStarted = Optional.empty();

  /// By service; mostly none.
  SequencedMap<String, LogLine> of(Event event) {
    SequencedMap<String, LogLine> markers = new LinkedHashMap<>();
    switch (event) {
      case Event.RunStarted run -> runStarted = Optional.of(run.at());
      case Event.StatusChanged changed -> {
        int now = changed.status().restarts();
        Integer before = restarts.put(changed.service(), now);
        if (before != null && now > before) {
          String text = "a container started again (restart " + now + ")";
          markers.put(changed.service(), LogLine.marker(changed.at(), "restart", text));
        }
      }
      case Event.CodeChanged changed -> {
        Optional<LogLine> marker = codeMarker(changed);
        marker.ifPresent(line -> markers.put(changed.service(), line));
      }
      default -> {}
    }
    return markers;
  }

  private static Optional<LogLine> codeMarker(Event.CodeChanged changed) {
    return switch (changed.code()) {
      case Code.Live _ ->
          Optional.of(LogLine.marker(changed.at(), "build", "runs what was built from your files"));
      case Code.Synced synced -> Optional.of(LogLine.marker(changed.at(), "sync", synced.words()));
      case Code.Older _ -> Optional.empty();
    };
  }

  /// Before the first line of a service in this run, and after what was written before it began.
  Optional<LogLine> beginning(String service, Instant next) {
    if (runStarted.filter(next::isBefore).isPresent() || !begun.add(service)) {
      return Optional.empty();
    }
    Instant at = runStarted.orElse(next);
    return Optional.of(LogLine.marker(at, "run", "a run began"));
  }
}
