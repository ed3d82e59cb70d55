package nebula.page;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Link;
import nebula.model.Phase;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.ServiceOnPaper;
import nebula.model.State;
import nebula.model.Status;

/// Five services, and what can become of them, as events.
final class Stack {
  static final String EVIL = "<script>document.title='broken'</script><b>bold</b>";

  private Stack() {}

  static Event.RunStarted started(Instant at) {
    return new Event.RunStarted(
        at,
        "k3d-nebula",
        false,
        List.of(
            service("postgres", "infra", 5432, Optional.empty()),
            service("convex-backend", "infra", 3210, Optional.empty()),
            service("temporal", "infra", 7233, Optional.empty(), "postgres"),
            service("temporal-ui", "infra", 8080, Optional.of("Temporal UI"), "temporal"),
            service("nebula-worker", "app", 8081, Optional.empty(), "temporal", "convex-backend")));
  }

  private static Service service(
      String name, String group, int port, Optional<String> link, String... needs) {
    Position place = Position.startOf(Path.of("services", name, "service.yaml"));
    return new Service(
        name,
        group,
        place,
        List.of(),
        List.of(needs),
        List.of(new Port(port, port, Optional.of("http"), place)),
        List.of(),
        link.map(text -> new Link(text, URI.create("http://localhost:" + port))).stream().toList(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  static Event healthy(Instant at, String service) {
    Status status = new Status(State.HEALTHY, Phase.DONE, Optional.empty(), 0);
    return new Event.StatusChanged(at, service, status);
  }

  static Event starting(Instant at, String service, Phase phase, String what) {
    Cause cause = Cause.of(Cause.Kind.IN_PROGRESS, what);
    return new Event.StatusChanged(at, service, Status.starting(phase, cause));
  }

  static Event failing(Instant at, String service) {
    return failing(at, service, EVIL);
  }

  static Event failing(Instant at, String service, String said) {
    Cause cause =
        new Cause(
            Cause.Kind.CRASH,
            "container " + service + " ended with exit code 1, three times",
            Optional.of("set `TEMPORAL_ADDRESS` in services/" + service + "/temporal-ui.yaml"),
            List.of("panic: main.go:43", said, "exit status 1"));
    Status status = new Status(State.FAILING, Phase.PROBE, Optional.of(cause), 3);
    return new Event.StatusChanged(at, service, status);
  }

  /// All healthy but what is named, which fails.
  static List<Event> withFailing(Instant at, String service) {
    List<Event> events = new java.util.ArrayList<>();
    events.add(started(at));
    started(at).services().stream()
        .map(Service::name)
        .filter(name -> !name.equals(service))
        .forEach(name -> events.add(healthy(at.plusSeconds(3), name)));
    events.add(failing(at.plusSeconds(4), service));
    events.add(new Event.CodeChanged(at, "nebula-worker", new Code.Synced(3)));
    return events;
  }

  /// A service with the longest name there may be, twelve ports, and a cause without a blank.
  static List<Event> ofLongWords(Instant at) {
    String name = "one-" + "with-a-name-".repeat(4) + "to-the-end1";
    Position place = Position.startOf(Path.of("services", name, "service.yaml"));
    List<Port> ports =
        IntStream.range(20_000, 20_012)
            .mapToObj(port -> new Port(port, port, Optional.of("port-" + port), place))
            .toList();
    Service service = ServiceOnPaper.withPorts(name, ports);
    String word = "word".repeat(500);
    Cause cause =
        new Cause(Cause.Kind.CRASH, word, Optional.of("do `" + word + "`"), List.of(word));
    return List.of(
        new Event.RunStarted(at, "k3d-nebula", false, List.of(service)),
        new Event.StatusChanged(
            at, name, new Status(State.FAILING, Phase.PROBE, Optional.of(cause), 12_345)),
        new Event.Notice(at, word));
  }

  /// All healthy.
  static List<Event> fine(Instant at) {
    List<Event> events = new java.util.ArrayList<>();
    events.add(started(at));
    started(at)
        .services()
        .forEach(service -> events.add(healthy(at.plusSeconds(3), service.name())));
    events.add(new Event.AllHealthy(at.plusSeconds(3)));
    return events;
  }

  /// Everything may be asked, and nothing comes of it.
  static Controls idle() {
    return new Controls() {
      @Override
      public void ask(Action action, String service) {}

      @Override
      public List<Action> possible(String service) {
        return List.of(Action.RESTART, Action.STOP);
      }
    };
  }
}
