package nebula.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.HealthCheck;
import nebula.model.Observation;
import nebula.model.Position;
import nebula.model.Service;

/// Services and what is seen of them, as short as tests need.
final class OnPaper {
  static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

  private OnPaper() {}

  static Service service(String name, List<String> needs, HealthCheck... checks) {
    return new Service(
        name,
        "app",
        Position.startOf(Path.of("services/" + name + "/service.yaml")),
        List.of(Path.of("services/" + name + "/k8s.yaml")),
        needs,
        List.of(),
        List.of(checks),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  /// A Deployment of one replica, rolled out.
  static Observation running(String name) {
    return deployment(name, 1, 0, new Observation.Running(NOW.minusSeconds(60)), Optional.empty());
  }

  /// A Deployment whose only container has ended a number of times.
  static Observation crashed(String name, int times) {
    Observation.Terminated end = new Observation.Terminated(1, "Error", "", NOW.minusSeconds(5));
    return deployment(
        name,
        0,
        times,
        new Observation.Waiting("CrashLoopBackOff", "back-off 40s restarting failed container"),
        Optional.of(end));
  }

  static Observation restarted(String name) {
    Observation.Terminated end = new Observation.Terminated(1, "Error", "", NOW.minusSeconds(90));
    return deployment(name, 1, 1, new Observation.Running(NOW.minusSeconds(60)), Optional.of(end));
  }

  private static Observation deployment(
      String name,
      int ready,
      int restarts,
      Observation.ContainerState state,
      Optional<Observation.Terminated> lastEnd) {
    boolean isReady = ready == 1;
    Observation.Container container =
        new Observation.Container(
            name, name + ":1", false, isReady, isReady, restarts, state, lastEnd);
    Observation.Pod pod =
        new Observation.Pod(
            name + "-0",
            isReady,
            true,
            false,
            NOW.minusSeconds(120),
            Optional.empty(),
            List.of(container));
    return new Observation(
        List.of(
            new Observation.Workload("Deployment", name, true, 1, 1, ready, 1, Optional.empty())),
        List.of(pod),
        List.of(),
        List.of());
  }
}
