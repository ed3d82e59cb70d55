package nebula.event;

import java.io.StringWriter;
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
  public String dropped(long lines) {
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
      case Event.PageServed _ -> "page";
      case Event.AllHealthy _ -> "all-healthy";
      case Event.RunEnded _ -> "run-ended";
    };
  }

  private static void writeRest(JsonGenerator json, Event event) {
    switch (event) {
      case Event.RunStarted run -> {
        json.writeStringProperty("context", run.context());
        json.writeBooleanProperty("rehearsal", run.rehearsal());
        ModelJson.services(json, run.services());
      }
      case Event.ServicesChanged changed -> ModelJson.services(json, changed.services());
      case Event.CodeChanged changed -> {
        json.writeStringProperty("service", changed.service());
        ModelJson.code(json, changed.code());
      }
      case Event.StatusChanged changed -> {
        json.writeStringProperty("service", changed.service());
        ModelJson.status(json, changed.status());
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
        step.phase().ifPresent(phase -> json.writeStringProperty("phase", ModelJson.word(phase)));
      }
      case Event.Notice notice -> json.writeStringProperty("text", notice.text());
      case Event.PageServed page -> json.writeStringProperty("url", page.url());
      case Event.AllHealthy _ -> {}
      case Event.RunEnded end -> json.writeNumberProperty("exitCode", end.exitCode().number());
    }
  }
}
