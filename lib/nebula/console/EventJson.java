package nebula.console;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Port;
import nebula.model.Service;
import nebula.model.Status;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Events as JSON objects without line breaks. The names are a promise to programs that read them:
/// `docs/events.md`.
public final class EventJson {
  private final JsonFactory factory = new JsonFactory();

  public String line(Event event) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("at", event.at().toString());
      json.writeStringProperty("event", nameOf(event));
      writeRest(json, event);
      json.writeEndObject();
    }
    return line.toString();
  }

  /// In place of log lines that the reader was too slow for.
  String dropped(long lines) {
    return "{\"event\":\"log-lines-dropped\",\"count\":" + lines + "}";
  }

  private static String nameOf(Event event) {
    return switch (event) {
      case Event.RunStarted _ -> "run-started";
      case Event.ServicesChanged _ -> "services-changed";
      case Event.StatusChanged _ -> "status";
      case Event.CodeChanged _ -> "code";
      case Event.LogLine _ -> "log";
      case Event.Progress _ -> "progress";
      case Event.Notice _ -> "notice";
      case Event.AllHealthy _ -> "all-healthy";
      case Event.RunEnded _ -> "run-ended";
    };
  }

  private static void writeRest(JsonGenerator json, Event event) {
    switch (event) {
      case Event.RunStarted run -> {
        json.writeStringProperty("context", run.context());
        json.writeBooleanProperty("rehearsal", run.rehearsal());
        writeServices(json, run.services());
      }
      case Event.ServicesChanged changed -> writeServices(json, changed.services());
      case Event.CodeChanged changed -> {
        json.writeStringProperty("service", changed.service());
        writeCode(json, changed.code());
      }
      case Event.StatusChanged changed -> {
        json.writeStringProperty("service", changed.service());
        writeStatus(json, changed.status());
      }
      case Event.LogLine log -> {
        json.writeStringProperty("service", log.service());
        json.writeStringProperty("pod", log.pod());
        json.writeStringProperty("container", log.container());
        json.writeStringProperty("text", log.text());
      }
      case Event.Progress step -> {
        json.writeStringProperty("subject", step.subject());
        json.writeStringProperty("text", step.text());
        json.writeBooleanProperty("done", step.done());
      }
      case Event.Notice notice -> json.writeStringProperty("text", notice.text());
      case Event.AllHealthy _ -> {}
      case Event.RunEnded end -> json.writeNumberProperty("exitCode", end.exitCode().number());
    }
  }

  private static void writeServices(JsonGenerator json, List<Service> services) {
    json.writeArrayPropertyStart("services");
    services.forEach(service -> writeService(json, service));
    json.writeEndArray();
  }

  private static void writeCode(JsonGenerator json, Code code) {
    switch (code) {
      case Code.Live _ -> json.writeStringProperty("code", "live");
      case Code.Synced(int files) -> {
        json.writeStringProperty("code", "synced");
        json.writeNumberProperty("files", files);
      }
      case Code.Older(String why) -> {
        json.writeStringProperty("code", "older");
        json.writeStringProperty("why", why);
      }
    }
    json.writeStringProperty("words", code.words());
  }

  private static void writeService(JsonGenerator json, Service service) {
    json.writeStartObject();
    json.writeStringProperty("name", service.name());
    json.writeStringProperty("group", service.group());
    writeStrings(json, "dependsOn", service.dependsOn());
    json.writeArrayPropertyStart("ports");
    for (Port port : service.ports()) {
      json.writeStartObject();
      json.writeNumberProperty("local", port.local());
      json.writeNumberProperty("remote", port.remote());
      port.name().ifPresent(name -> json.writeStringProperty("name", name));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("links");
    service
        .links()
        .forEach(link -> {
          json.writeStartObject();
          json.writeStringProperty("name", link.name());
          json.writeStringProperty("url", link.url().toString());
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeStatus(JsonGenerator json, Status status) {
    json.writeStringProperty("state", status.state().word());
    json.writeStringProperty("phase", word(status.phase()));
    json.writeNumberProperty("restarts", status.restarts());
    status.cause().ifPresent(cause -> writeCause(json, cause));
  }

  private static void writeCause(JsonGenerator json, Cause cause) {
    json.writeObjectPropertyStart("cause");
    json.writeStringProperty("kind", word(cause.kind()));
    json.writeStringProperty("what", cause.what());
    cause.mend().ifPresent(mend -> json.writeStringProperty("mend", mend));
    writeStrings(json, "details", cause.details());
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
