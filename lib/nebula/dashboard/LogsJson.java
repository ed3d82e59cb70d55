package nebula.dashboard;

import nebula.logs.Level;
import nebula.logs.LogEnd;
import nebula.logs.LogLine;
import nebula.logs.LogPage;
import nebula.logs.LogSummary;

/// Lines of logs as JSON: `docs/api.md`.
final class LogsJson {
  static final String TYPE = "application/x-ndjson";

  private LogsJson() {}

  static String line(LogPage.Entry entry) {
    LogLine line = entry.line();
    return RunJson.object(json -> {
      json.writeStringProperty("cursor", entry.cursor().text());
      json.writeStringProperty("at", line.at().toString());
      json.writeStringProperty("service", entry.service());
      if (line.marker().isPresent()) {
        json.writeStringProperty("marker", line.marker().get());
      } else {
        json.writeStringProperty("pod", line.pod());
        json.writeStringProperty("container", line.container());
      }
      line.level().map(Level::word).ifPresent(word -> json.writeStringProperty("level", word));
      json.writeStringProperty("text", line.text());
      if (entry.context()) {
        json.writeBooleanProperty("context", true);
      }
    });
  }

  /// Before the lines of the part.
  static String end(LogEnd.Part part) {
    return RunJson.object(json -> {
      json.writeObjectPropertyStart("end");
      json.writeNumberProperty("lines", part.lines());
      json.writeNumberProperty("following", part.entries().size());
      json.writeBooleanProperty("skipped", part.skipped());
      json.writeEndObject();
    });
  }

  /// After the last line.
  static String page(LogPage page) {
    return RunJson.object(json -> {
      json.writeObjectPropertyStart("page");
      page.first().ifPresent(cursor -> json.writeStringProperty("first", cursor.text()));
      page.last().ifPresent(cursor -> json.writeStringProperty("last", cursor.text()));
      json.writeBooleanProperty("moreBefore", page.moreBefore());
      json.writeBooleanProperty("moreAfter", page.moreAfter());
      json.writeBooleanProperty("complete", page.complete());
      json.writeEndObject();
    });
  }

  static String summary(LogSummary summary, long millis) {
    return RunJson.object(json -> {
      json.writeNumberProperty("lines", summary.lines());
      json.writeNumberProperty("matches", summary.matches());
      json.writeObjectPropertyStart("levels");
      summary.levels().forEach(json::writeNumberProperty);
      json.writeEndObject();
      json.writeArrayPropertyStart("services");
      summary
          .services()
          .forEach((service, matches) -> {
            json.writeStartObject();
            json.writeStringProperty("name", service);
            json.writeNumberProperty("matches", matches);
            json.writeEndObject();
          });
      json.writeEndArray();
      summary.first().ifPresent(at -> json.writeStringProperty("first", at.toString()));
      summary.last().ifPresent(at -> json.writeStringProperty("last", at.toString()));
      json.writeNumberProperty("millis", millis);
      json.writeBooleanProperty("complete", summary.complete());
    });
  }
}
