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
    try {
      LogPage page = logs.before(query(services, since), Optional.empty(), most, 0);
      return page.entries().stream().map(KeptLogs::line).toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /// For all that the services wrote.
  static LogQuery query(List<Service> services, Optional<Instant> since) {
    Set<String> names = new HashSet<>();
    services.forEach(service -> names.add(service.name()));
    return new LogQuery(
        names, since, Optional.empty(), Set.of(), LogQuery.Kind.LINE, Optional.empty(), List.of());
  }

  static Event.LogLine line(LogPage.Entry entry) {
    return new Event.LogLine(
        entry.line().at(),
        entry.service(),
        entry.line().pod(),
        entry.line().container(),
        entry.line().text());
  }

  /// Those that have no pod that a cluster could tell of. Local processes are read otherwise.
  static List<Service> toldByNone(List<Service> services, Map<String, Observation> picture) {
    return services.stream()
        .filter(service -> {
          Observation seen = picture.get(service.name());
          boolean pods = seen != null && !seen.pods().isEmpty();
          return !pods && service.local().isEmpty();
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
