package nebula.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nebula.event.Event;
import nebula.logs.LogFolder;
import nebula.logs.LogPage;
import nebula.logs.LogQuery;
import nebula.model.Observation;
import nebula.model.Service;

/// Reads what runs have kept of services' logs.
final class KeptLogs {
  private KeptLogs() {}

  /// In the order of time.
  ///
  /// @param most lines of all together, the newest
  static List<Event.LogLine> of(
      LogFolder logs, List<Service> services, Optional<Instant> since, int most) {
    Set<String> names = new HashSet<>();
    services.forEach(service -> names.add(service.name()));
    LogQuery query =
        new LogQuery(
            names,
            since,
            Optional.empty(),
            Set.of(),
            LogQuery.Kind.LINE,
            Optional.empty(),
            List.of());
    List<Event.LogLine> lines = new ArrayList<>();
    try {
      for (LogPage.Entry entry : logs.before(query, Optional.empty(), most, 0).entries()) {
        lines.add(
            new Event.LogLine(
                entry.line().at(),
                entry.service(),
                entry.line().pod(),
                entry.line().container(),
                entry.line().text()));
      }
    } catch (IOException unreadable) {
      return List.of();
    }
    return lines;
  }

  /// Those of which no cluster can tell: local processes, and services without a pod there.
  static List<Service> toldByNone(List<Service> services, Map<String, Observation> picture) {
    return services.stream()
        .filter(service -> {
          Observation seen = picture.get(service.name());
          return seen == null || seen.pods().isEmpty() || service.local().isPresent();
        })
        .toList();
  }

  /// Both in the order of time.
  static List<Event.LogLine> merged(List<Event.LogLine> one, List<Event.LogLine> other) {
    List<Event.LogLine> lines = new ArrayList<>(one);
    lines.addAll(other);
    lines.sort(Comparator.comparing(Event.LogLine::at));
    return lines;
  }
}
