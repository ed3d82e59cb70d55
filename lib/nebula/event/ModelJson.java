package nebula.event;

import java.util.List;
import java.util.Locale;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Port;
import nebula.model.Service;
import nebula.model.Status;
import tools.jackson.core.JsonGenerator;

/// The fields of the model's values, as `docs/events.md` promises them; each into the object that
/// is being written.
public final class ModelJson {
  private ModelJson() {}

  static void services(JsonGenerator json, List<Service> services) {
    json.writeArrayPropertyStart("services");
    for (Service service : services) {
      json.writeStartObject();
      service(json, service);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  public static void code(JsonGenerator json, Code code) {
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

  /// The fields of a service, into the object that is being written.
  public static void service(JsonGenerator json, Service service) {
    json.writeStringProperty("name", service.name());
    json.writeStringProperty("group", service.group());
    strings(json, "dependsOn", service.dependsOn());
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
  }

  public static void status(JsonGenerator json, Status status) {
    json.writeStringProperty("state", status.state().word());
    json.writeStringProperty("phase", word(status.phase()));
    json.writeNumberProperty("restarts", status.restarts());
    status.cause().ifPresent(cause -> cause(json, cause));
  }

  private static void cause(JsonGenerator json, Cause cause) {
    json.writeObjectPropertyStart("cause");
    json.writeStringProperty("kind", word(cause.kind()));
    json.writeStringProperty("what", cause.what());
    cause.mend().ifPresent(mend -> json.writeStringProperty("mend", mend));
    strings(json, "details", cause.details());
    json.writeEndObject();
  }

  public static void strings(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
