package nebula.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Link;
import nebula.model.Phase;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what `up --json` prints (docs/events.md) back into events. What the lines do not say, such
/// as where a service was declared, is made up.
final class EventLines {
  private final JsonMapper json = new JsonMapper();

  /// In order, without log lines and without events that are not known here.
  List<Event> read(String out) {
    List<Event> events = new ArrayList<>();
    for (String line : out.lines().toList()) {
      if (line.startsWith("{")) {
        event(json.readTree(line)).ifPresent(events::add);
      }
    }
    return events;
  }

  private static Optional<Event> event(JsonNode line) {
    if (!line.has("at")) {
      return Optional.empty();
    }
    Instant at = Instant.parse(text(line, "at"));
    return Optional.ofNullable(
        switch (text(line, "event")) {
          case "run-started" ->
              new Event.RunStarted(
                  at, text(line, "context"), flag(line, "rehearsal"), services(line));
          case "status" -> new Event.StatusChanged(at, text(line, "service"), status(line));
          case "progress" ->
              new Event.Progress(at, text(line, "subject"), text(line, "text"), flag(line, "done"));
          case "notice" -> new Event.Notice(at, text(line, "text"));
          case "all-healthy" -> new Event.AllHealthy(at);
          case "run-ended" -> new Event.RunEnded(at, exitCode(line.path("exitCode").asInt()));
          default -> null;
        });
  }

  private static List<Service> services(JsonNode line) {
    List<Service> services = new ArrayList<>();
    for (JsonNode service : line.path("services")) {
      services.add(
          new Service(
              text(service, "name"),
              text(service, "group"),
              nowhere(),
              List.of(),
              texts(service.path("dependsOn")),
              ports(service),
              List.of(),
              links(service),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              List.of()));
    }
    return services;
  }

  private static List<Port> ports(JsonNode service) {
    List<Port> ports = new ArrayList<>();
    for (JsonNode port : service.path("ports")) {
      Optional<String> name = port.has("name") ? Optional.of(text(port, "name")) : Optional.empty();
      int local = port.path("local").asInt();
      ports.add(new Port(local, port.path("remote").asInt(), name, nowhere()));
    }
    return ports;
  }

  private static List<Link> links(JsonNode service) {
    List<Link> links = new ArrayList<>();
    for (JsonNode link : service.path("links")) {
      links.add(new Link(text(link, "name"), URI.create(text(link, "url"))));
    }
    return links;
  }

  private static Status status(JsonNode line) {
    Optional<Cause> cause =
        line.has("cause") ? Optional.of(cause(line.path("cause"))) : Optional.empty();
    return new Status(
        constant(State.class, text(line, "state")),
        constant(Phase.class, text(line, "phase")),
        cause,
        line.path("restarts").asInt());
  }

  private static Cause cause(JsonNode cause) {
    Optional<String> mend = cause.has("mend") ? Optional.of(text(cause, "mend")) : Optional.empty();
    return new Cause(
        constant(Cause.Kind.class, text(cause, "kind")),
        text(cause, "what"),
        mend,
        texts(cause.path("details")));
  }

  private static ExitCode exitCode(int number) {
    for (ExitCode code : ExitCode.values()) {
      if (code.number() == number) {
        return code;
      }
    }
    throw new IllegalArgumentException("no exit code of ours: " + number);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private static String text(JsonNode from, String name) {
    return from.path(name).asString("");
  }

  private static boolean flag(JsonNode from, String name) {
    return from.path(name).asBoolean(false);
  }

  private static Position nowhere() {
    return Position.startOf(Path.of("service.yaml"));
  }
}
