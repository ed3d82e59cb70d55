package nebula.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nebula.event.CriticalPath;
import nebula.event.Event;
import nebula.event.ModelJson;
import nebula.event.Timing;
import tools.jackson.core.JsonGenerator;

/// The start of this run, and of those before it, as JSON: `docs/api.md`.
final class TimingJson {
  private TimingJson() {}

  static void timing(JsonGenerator json, List<Event> events, List<PastStart> history, Instant now) {
    if (events.isEmpty()) {
      return;
    }
    Timing timing = Timing.of(events);
    CriticalPath path = CriticalPath.of(timing);
    json.writeObjectPropertyStart("timing");
    json.writeStringProperty("start", timing.start().toString());
    if (timing.together().isPresent()) {
      Instant together = timing.together().get();
      json.writeStringProperty("together", together.toString());
      json.writeNumberProperty("millis", Duration.between(timing.start(), together).toMillis());
    }
    json.writeArrayPropertyStart("bars");
    Instant end = timing.end();
    timing.work().values().forEach(bar -> bar(json, bar, "work", Set.of(), end, now));
    timing.services().values().forEach(bar -> bar(json, bar, "service", path.services(), end, now));
    json.writeEndArray();
    ModelJson.strings(
        json, "criticalPath", path.legs().stream().map(CriticalPath.Leg::service).toList());
    compared(json, timing, history);
    json.writeEndObject();
  }

  private static void bar(
      JsonGenerator json,
      Timing.Bar bar,
      String kind,
      Set<String> critical,
      Instant end,
      Instant now) {
    json.writeStartObject();
    json.writeStringProperty("name", bar.name());
    json.writeStringProperty("kind", kind);
    ModelJson.strings(json, "needs", bar.needs());
    json.writeBooleanProperty("critical", critical.contains(bar.name()));
    bar.ended().ifPresent(at -> json.writeStringProperty("ended", at.toString()));
    json.writeArrayPropertyStart("segments");
    for (Timing.Segment segment : bar.segments()) {
      boolean open = bar.ended().isEmpty() && segment.to().equals(end);
      json.writeStartObject();
      json.writeStringProperty("phase", segment.part().word());
      json.writeStringProperty("from", segment.from().toString());
      json.writeStringProperty("to", (open ? now : segment.to()).toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void compared(JsonGenerator json, Timing timing, List<PastStart> history) {
    List<PastStart> earlier =
        history.stream().filter(each -> each.start().isBefore(timing.start())).toList();
    Optional<Comparison> comparison =
        PastStart.of(timing).flatMap(now -> Comparison.of(now, earlier));
    if (comparison.isPresent()) {
      json.writeObjectPropertyStart("compared");
      json.writeNumberProperty("usualMillis", comparison.get().usualMillis());
      json.writeNumberProperty("differenceMillis", comparison.get().differenceMillis());
      json.writeStringProperty("words", comparison.get().words());
      json.writeEndObject();
    }
  }

  static void history(JsonGenerator json, List<PastStart> history) {
    json.writeArrayPropertyStart("history");
    for (PastStart past : history) {
      json.writeStartObject();
      start(json, past);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// The fields of an earlier start, as they are sent and kept.
  static void start(JsonGenerator json, PastStart past) {
    json.writeStringProperty("start", past.start().toString());
    json.writeNumberProperty("millis", past.millis());
    json.writeArrayPropertyStart("services");
    past.services()
        .forEach((name, bar) -> {
          json.writeStartObject();
          json.writeStringProperty("name", name);
          json.writeNumberProperty("millis", bar.millis());
          json.writeObjectPropertyStart("phases");
          bar.parts().forEach(json::writeNumberProperty);
          json.writeEndObject();
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeArrayPropertyStart("work");
    past.work()
        .forEach((name, millis) -> {
          json.writeStartObject();
          json.writeStringProperty("name", name);
          json.writeNumberProperty("millis", millis);
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
