package nebula.dashboard;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Link;
import nebula.model.Phase;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// A run of two services, event by event.
final class Story {
  static final Instant START = Instant.parse("2026-11-24T07:00:00Z");
  static final Path PROJECT = Path.of("/project");
  static final Service DB = service("db", List.of(), List.of());
  static final Service WEB =
      service("web", List.of("db"), List.of(new Link("Web", URI.create("http://localhost:8080"))));

  private Story() {}

  static Service service(String name, List<String> needs, List<Link> links) {
    Position place = Position.startOf(PROJECT.resolve("services/" + name + "/service.yaml"));
    return new Service(
        name,
        "app",
        place,
        List.of(),
        needs,
        List.of(new Port(8080, 80, Optional.of("http"), place)),
        List.of(),
        links,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  static Event started() {
    return new Event.RunStarted(START, "k3d-story", false, List.of(DB, WEB));
  }

  static Event starting(double seconds, String service, Phase phase, String what) {
    Cause cause = Cause.of(Cause.Kind.IN_PROGRESS, what);
    return new Event.StatusChanged(at(seconds), service, Status.starting(phase, cause));
  }

  static Event healthy(double seconds, String service) {
    return new Event.StatusChanged(
        at(seconds), service, new Status(State.HEALTHY, Phase.DONE, Optional.empty(), 0));
  }

  static Event failing(double seconds, String service, String what, String detail) {
    Cause cause = new Cause(Cause.Kind.CRASH, what, Optional.of("read its logs"), List.of(detail));
    return new Event.StatusChanged(
        at(seconds), service, new Status(State.FAILING, Phase.PROBE, Optional.of(cause), 2));
  }

  static Event log(double seconds, String service, String text) {
    return new Event.LogLine(at(seconds), service, service + "-0", service, text);
  }

  static Event notice(double seconds, String text) {
    return new Event.Notice(at(seconds), text);
  }

  /// Everything that can happen once, in a plausible order.
  static List<Event> whole() {
    return List.of(
        started(),
        new Event.Progress(at(0.1), "image db:1", "pulling 10%", false),
        starting(0.2, "db", Phase.START, "creating"),
        starting(0.2, "web", Phase.GATE, "waits for db"),
        new Event.CodeChanged(at(0.3), "web", new Code.Synced(2)),
        notice(0.4, "port 1 is used"),
        healthy(2, "db"),
        starting(2.1, "web", Phase.PROBE, "asked"),
        failing(3, "web", "exit code 1", "no such file"));
  }
}
