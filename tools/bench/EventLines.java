package nebula.bench;

import java.util.List;
import nebula.event.Event;
import nebula.event.EventReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads what `up --json` prints (docs/events.md) back into events. What the lines do not say, such
/// as where a service was declared, is made up.
final class EventLines {
  private final JsonMapper json = new JsonMapper();

  /// In order, without log lines and without events that are not known here.
  List<Event> read(String out) {
    return out.lines()
        .filter(line -> line.startsWith("{"))
        .flatMap(line -> EventReader.event(json.readTree(line)).stream())
        .filter(event -> !(event instanceof Event.LogLine))
        .toList();
  }
}
