package nebula.sync;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.Build;
import nebula.model.Observation;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.SyncRule;

/// Services and their pods on paper.
final class Pods {
  private Pods() {}

  static Service service(Optional<Build> build, SyncRule... rules) {
    return new Service(
        "web",
        "app",
        Position.startOf(Path.of("service.yaml")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        build,
        List.of(rules),
        Optional.empty(),
        List.of());
  }

  static Observation running(String pod, String image, int restarts) {
    var state = new Observation.Running(Instant.EPOCH.plusSeconds(restarts));
    var container =
        new Observation.Container(
            "web", image, false, true, true, restarts, state, Optional.empty());
    return new Observation(
        List.of(),
        List.of(
            new Observation.Pod(
                pod, true, true, false, Instant.EPOCH, Optional.empty(), List.of(container))),
        List.of(),
        List.of());
  }

  static Observation none() {
    return Observation.nothing();
  }
}
