package nebula.dashboard;

import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.ModelJson;
import nebula.event.Snapshot;
import nebula.model.Position;
import nebula.model.State;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A run as JSON; the names are those of `docs/api.md`.
final class RunJson {
  private RunJson() {}

  /// Writes one object.
  static String object(Consumer<JsonGenerator> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  static String snapshot(RunView view, List<PastStart> history, Instant now) {
    return object(json -> {
      json.writeObjectPropertyStart("run");
      run(json, view);
      json.writeEndObject();
      json.writeStringProperty("at", now.toString());
      json.writeStringProperty("lastEventId", view.lastEventId());
      counts(json, view.snapshot());
      json.writeArrayPropertyStart("services");
      for (Snapshot.Line line : view.snapshot().lines()) {
        json.writeStartObject();
        service(json, view, line);
        json.writeEndObject();
      }
      json.writeEndArray();
      progress(json, view.snapshot());
      notices(json, view.notices());
      TimingJson.timing(json, view.start(), history, now);
      TimingJson.history(json, history);
    });
  }

  private static void run(JsonGenerator json, RunView view) {
    json.writeStringProperty("id", view.run());
    json.writeStringProperty("context", view.snapshot().context());
    json.writeBooleanProperty("rehearsal", view.snapshot().rehearsal());
    json.writeStringProperty("project", view.project());
    view.started().ifPresent(at -> json.writeStringProperty("started", at.toString()));
    view.ended().ifPresent(end -> json.writeStringProperty("ended", end.at().toString()));
    view.exitCode().ifPresent(code -> json.writeNumberProperty("exitCode", code.number()));
  }

  private static void counts(JsonGenerator json, Snapshot snapshot) {
    json.writeObjectPropertyStart("counts");
    for (State state : State.values()) {
      long count = snapshot.lines().stream().filter(line -> line.status().state() == state).count();
      json.writeNumberProperty(state.word(), count);
    }
    json.writeEndObject();
  }

  /// The fields of a service.
  static void service(JsonGenerator json, RunView view, Snapshot.Line line) {
    String name = line.service().name();
    ModelJson.service(json, line.service());
    json.writeStringProperty("declared", declared(view.project(), line.service().declared()));
    ModelJson.strings(json, "waiting", line.waiting());
    ModelJson.status(json, line.status());
    json.writeStringProperty("since", line.since().toString());
    if (line.code().isPresent()) {
      json.writeObjectPropertyStart("code");
      ModelJson.code(json, line.code().get());
      json.writeEndObject();
    }
    Optional<Usage> usage = Optional.ofNullable(view.usage().get(name));
    if (usage.isPresent()) {
      json.writeObjectPropertyStart("usage");
      usage(json, usage.get());
      json.writeEndObject();
    }
    ModelJson.strings(json, "actions", words(view.actions().getOrDefault(name, List.of())));
  }

  /// Below the project's folder where it is.
  private static String declared(String project, Position place) {
    Path file = place.file();
    Path root = Path.of(project);
    String shown = (file.startsWith(root) ? root.relativize(file) : file).toString();
    return shown + ":" + place.line() + ":" + place.column();
  }

  private static void progress(JsonGenerator json, Snapshot snapshot) {
    json.writeArrayPropertyStart("progress");
    snapshot
        .progress()
        .forEach((subject, text) -> {
          json.writeStartObject();
          json.writeStringProperty("subject", subject);
          json.writeStringProperty("text", text);
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  private static void notices(JsonGenerator json, List<Event.Notice> notices) {
    json.writeArrayPropertyStart("notices");
    for (Event.Notice notice : notices) {
      json.writeStartObject();
      json.writeStringProperty("at", notice.at().toString());
      json.writeStringProperty("text", notice.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static String actions(Instant at, String service, List<Controls.Action> possible) {
    return object(json -> {
      json.writeStringProperty("at", at.toString());
      json.writeStringProperty("event", "actions");
      json.writeStringProperty("service", service);
      ModelJson.strings(json, "actions", words(possible));
    });
  }

  static String usage(Instant at, Map<String, Usage> usage) {
    return object(json -> {
      json.writeStringProperty("at", at.toString());
      json.writeStringProperty("event", "usage");
      json.writeArrayPropertyStart("services");
      new TreeMap<>(usage)
          .forEach((service, now) -> {
            json.writeStartObject();
            json.writeStringProperty("name", service);
            usage(json, now);
            json.writeEndObject();
          });
      json.writeEndArray();
    });
  }

  private static void usage(JsonGenerator json, Usage usage) {
    json.writeNumberProperty("cpuMillicores", usage.cpuMillicores());
    json.writeNumberProperty("memoryBytes", usage.memoryBytes());
  }

  private static List<String> words(List<Controls.Action> actions) {
    return actions.stream().map(action -> action.name().toLowerCase(Locale.ROOT)).toList();
  }
}
