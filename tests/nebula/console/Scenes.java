package nebula.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.Link;
import nebula.model.Phase;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// A run of the five services, to look at and to test with.
final class Scenes {
  static final Instant START = Instant.parse("2026-11-24T07:00:00Z");

  static final Service POSTGRES = service("postgres", "infra", List.of(), List.of(5432), null);
  static final Service TEMPORAL =
      service("temporal", "infra", List.of("postgres"), List.of(7233, 7243), null);
  static final Service TEMPORAL_UI =
      service("temporal-ui", "infra", List.of("temporal"), List.of(8080), "http://localhost:8080");
  static final Service CONVEX =
      service("convex-backend", "app", List.of(), List.of(3210, 3211), "http://localhost:3210");
  static final Service CONVEX_DASHBOARD =
      service(
          "convex-dashboard",
          "app",
          List.of("convex-backend"),
          List.of(6791),
          "http://localhost:6791");

  static final List<Service> ALL =
      List.of(POSTGRES, TEMPORAL, TEMPORAL_UI, CONVEX, CONVEX_DASHBOARD);

  static final Cause CRASH =
      new Cause(
          Cause.Kind.CRASH,
          "container temporal ended 3 times, the last time with exit code 1",
          Optional.of("read the last lines, then change services/temporal/k8s.yaml"),
          List.of(
              "Unable to connect to PostgreSQL: dial tcp 10.43.0.12:5432",
              "\u001b[31mERROR\u001b[0m: password authentication failed for user \"temporal\""));

  private Scenes() {}

  static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  static Service service(
      String name, String group, List<String> needs, List<Integer> ports, String url) {
    Position place = Position.startOf(Path.of("services/" + name + "/service.yaml"));
    List<Port> declared = new ArrayList<>();
    ports.forEach(port -> declared.add(new Port(port, port, Optional.empty(), place)));
    List<Link> links = url == null ? List.of() : List.of(new Link(name, URI.create(url)));
    return new Service(
        name,
        group,
        place,
        List.of(),
        needs,
        declared,
        List.of(),
        links,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  static Event started(boolean rehearsal) {
    return new Event.RunStarted(START, "k3d-nebula", rehearsal, ALL);
  }

  static Event starting(double seconds, String service, Phase phase, Cause.Kind kind, String what) {
    return new Event.StatusChanged(
        at(seconds), service, Status.starting(phase, Cause.of(kind, what)));
  }

  static Event waits(double seconds, String service, String needed) {
    return starting(
        seconds, service, Phase.GATE, Cause.Kind.WAITS_FOR_DEPENDENCY, "waits for " + needed);
  }

  static Event healthy(double seconds, String service) {
    return new Event.StatusChanged(
        at(seconds), service, new Status(State.HEALTHY, Phase.DONE, Optional.empty(), 0));
  }

  static Event failing(double seconds, String service, Cause cause, int restarts) {
    return new Event.StatusChanged(
        at(seconds), service, new Status(State.FAILING, Phase.PROBE, Optional.of(cause), restarts));
  }

  static Event log(double seconds, String service, String text) {
    return new Event.LogLine(at(seconds), service, service + "-0", service, text);
  }

  /// All have begun; nothing is healthy.
  static List<Event> allStarting() {
    return List.of(
        started(false),
        starting(
            0.2, "postgres", Phase.FETCH, Cause.Kind.IN_PROGRESS, "pulling postgres:16-alpine"),
        waits(0.2, "temporal", "postgres"),
        waits(0.2, "temporal-ui", "temporal"),
        starting(0.3, "convex-backend", Phase.SCHEDULE, Cause.Kind.IN_PROGRESS, "waits for a node"),
        waits(0.3, "convex-dashboard", "convex-backend"),
        new Event.Progress(at(0.4), "image postgres:16-alpine", "pulling 34%", false));
  }

  /// Some are healthy, temporal has crashed.
  static List<Event> mixed() {
    List<Event> events = new ArrayList<>(allStarting());
    events.add(new Event.Progress(at(2), "image postgres:16-alpine", "in the registry", true));
    events.add(healthy(4, "postgres"));
    events.add(healthy(5, "convex-backend"));
    events.add(
        starting(
            5.1,
            "convex-dashboard",
            Phase.PROBE,
            Cause.Kind.PROBE,
            "GET / refused: connection refused"));
    events.add(log(5.2, "postgres", "database system is ready to accept connections"));
    events.add(log(5.3, "convex-backend", "listening on 0.0.0.0:3210"));
    events.add(failing(9, "temporal", CRASH, 3));
    events.add(log(9, "temporal", "password authentication failed for user \"temporal\""));
    return events;
  }

  static List<Event> allHealthy() {
    List<Event> events = new ArrayList<>(allStarting());
    events.add(new Event.Progress(at(2), "image postgres:16-alpine", "in the registry", true));
    events.add(healthy(4, "postgres"));
    events.add(healthy(5, "convex-backend"));
    events.add(healthy(5.5, "convex-dashboard"));
    events.add(healthy(12.1, "temporal"));
    events.add(healthy(14.2, "temporal-ui"));
    events.add(new Event.AllHealthy(at(14.2)));
    return events;
  }
}
