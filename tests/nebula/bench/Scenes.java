package nebula.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.model.Phase;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// Events of starts, by seconds since the run began.
final class Scenes {
  static final Instant START = Instant.parse("2026-11-24T07:00:00Z");

  private Scenes() {}

  static Instant at(double seconds) {
    return START.plus(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  static Event.RunStarted run(Service... services) {
    return new Event.RunStarted(START, "k3d-nebula-bench", false, List.of(services));
  }

  static Service service(String name, String... needs) {
    return new Service(
        name,
        "infra",
        Position.startOf(Path.of("service.yaml")),
        List.of(),
        List.of(needs),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  static Event phase(double seconds, String service, Phase phase) {
    Status status = new Status(State.STARTING, phase, Optional.empty(), 0);
    return new Event.StatusChanged(at(seconds), service, status);
  }

  static Event healthy(double seconds, String service) {
    Status status = new Status(State.HEALTHY, Phase.DONE, Optional.empty(), 0);
    return new Event.StatusChanged(at(seconds), service, status);
  }

  /// postgres 0.5 to 2.5 s, temporal-ui from 2.6 to 5.6 s, convex-backend beside them.
  static List<Event> aStart() {
    return List.of(
        run(service("postgres"), service("convex-backend"), service("temporal-ui", "postgres")),
        phase(0.1, "postgres", Phase.FETCH),
        phase(0.1, "temporal-ui", Phase.GATE),
        phase(0.4, "convex-backend", Phase.SCHEDULE),
        phase(0.5, "postgres", Phase.SCHEDULE),
        phase(1, "postgres", Phase.START),
        healthy(2.5, "postgres"),
        phase(2.6, "temporal-ui", Phase.SCHEDULE),
        phase(3, "temporal-ui", Phase.PROBE),
        healthy(4, "convex-backend"),
        healthy(5.6, "temporal-ui"),
        new Event.AllHealthy(at(5.7)));
  }
}
