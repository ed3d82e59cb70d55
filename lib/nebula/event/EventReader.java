package nebula.event;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.ExitCode;
import nebula.model.Link;
import nebula.model.Phase;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;
import tools.jackson.databind.JsonNode;

/// Makes events of their JSON again, as far as it tells of them: of a service its name, group,
/// needs, ports and links. What {@link EventJson} has not written may be read as something else.
public final class EventReader {
  private static final Position ELSEWHERE = Position.startOf(Path.of("service.yaml"));

  private EventReader() {}

  /// Empty for an event that this version does not know.
  public static Optional<Event> event(JsonNode json) {
    String service = text(json, "service");
    return switch (text(json, "event")) {
      case "run-started" ->
          Optional.of(
              new Event.RunStarted(
                  at(json),
                  text(json, "context"),
                  json.path("rehearsal").asBoolean(false),
                  services(json)));
      case "services-changed" -> Optional.of(new Event.ServicesChanged(at(json), services(json)));
      case "status" -> Optional.of(new Event.StatusChanged(at(json), service, status(json)));
      case "code" -> Optional.of(new Event.CodeChanged(at(json), service, code(json)));
      case "log" ->
          Optional.of(
              new Event.LogLine(
                  at(json),
                  service,
                  text(json, "pod"),
                  text(json, "container"),
                  text(json, "text")));
      case "progress" ->
          Optional.of(
              new Event.Progress(
                  at(json),
                  text(json, "subject"),
                  text(json, "text"),
                  json.path("done").asBoolean(false),
                  optional(json, "phase").map(phase -> word(Phase.class, phase, Phase.GATE))));
      case "notice" -> Optional.of(new Event.Notice(at(json), text(json, "text")));
      case "page" -> Optional.of(new Event.PageServed(at(json), text(json, "url")));
      case "all-healthy" -> Optional.of(new Event.AllHealthy(at(json)));
      case "run-ended" ->
          Optional.of(new Event.RunEnded(at(json), exitCode(json.path("exitCode").asInt(0))));
      default -> Optional.empty();
    };
  }

  /// Of an object with a list `services`.
  public static List<Service> services(JsonNode json) {
    List<Service> services = new ArrayList<>();
    json.path("services").forEach(service -> services.add(service(service)));
    return services;
  }

  private static Service service(JsonNode json) {
    List<Port> ports = new ArrayList<>();
    for (JsonNode port : json.path("ports")) {
      ports.add(
          new Port(
              port.path("local").asInt(0),
              port.path("remote").asInt(0),
              optional(port, "name"),
              ELSEWHERE));
    }
    List<Link> links = new ArrayList<>();
    for (JsonNode link : json.path("links")) {
      links.add(new Link(text(link, "name"), URI.create(text(link, "url"))));
    }
    return new Service(
        text(json, "name"),
        text(json, "group"),
        ELSEWHERE,
        List.of(),
        texts(json, "dependsOn"),
        ports,
        List.of(),
        links,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  /// The fields of a status, wherever they stand.
  public static Status status(JsonNode json) {
    JsonNode cause = json.path("cause");
    return new Status(
        word(State.class, text(json, "state"), State.STOPPED),
        word(Phase.class, text(json, "phase"), Phase.GATE),
        cause.isObject() ? Optional.of(cause(cause)) : Optional.empty(),
        json.path("restarts").asInt(0));
  }

  private static Cause cause(JsonNode json) {
    return new Cause(
        word(Cause.Kind.class, text(json, "kind"), Cause.Kind.OTHER),
        text(json, "what"),
        optional(json, "mend"),
        texts(json, "details"));
  }

  /// The fields of a code, wherever they stand.
  public static Code code(JsonNode json) {
    return switch (text(json, "code")) {
      case "synced" -> new Code.Synced(json.path("files").asInt(0));
      case "older" -> new Code.Older(text(json, "why"));
      default -> new Code.Live();
    };
  }

  public static ExitCode exitCode(int number) {
    for (ExitCode code : ExitCode.values()) {
      if (code.number() == number) {
        return code;
      }
    }
    return ExitCode.SERVICE_FAILED;
  }

  private static Instant at(JsonNode json) {
    return Instant.parse(text(json, "at"));
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).asString("");
  }

  private static Optional<String> optional(JsonNode json, String name) {
    return json.has(name) ? Optional.of(text(json, name)) : Optional.empty();
  }

  private static List<String> texts(JsonNode json, String name) {
    List<String> texts = new ArrayList<>();
    json.path(name).forEach(each -> texts.add(each.asString("")));
    return texts;
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word, E otherwise) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return otherwise;
  }
}
