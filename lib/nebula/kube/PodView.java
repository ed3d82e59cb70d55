package nebula.kube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Observation.Container;
import nebula.model.Observation.ContainerState;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Running;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;

/// Reads a pod's state and its containers'.
final class PodView {
  private PodView() {}

  /// Whether it is only the record of a pod that its node gave up (evicted, shut down): another one
  /// takes its place.
  static boolean isLeftBehind(ApiObject pod) {
    JsonValue status = pod.at("status");
    return status.at("phase").text("").equals("Failed")
        && status.at("reason").present()
        && pod.metadata().at("ownerReferences").items().stream()
            .anyMatch(owner -> !owner.at("kind").text("").equals("Job"));
  }

  static Pod of(ApiObject pod) {
    JsonValue conditions = pod.at("status", "conditions");
    boolean terminating = pod.going();
    return new Pod(
        pod.name(),
        conditions.condition("Ready").at("status").isTrue() && !terminating,
        pod.at("spec", "nodeName").present(),
        terminating,
        pod.created(),
        unschedulable(conditions.condition("PodScheduled")),
        containers(pod));
  }

  private static Optional<String> unschedulable(JsonValue scheduled) {
    return scheduled.at("reason").text("").equals("Unschedulable")
        ? scheduled.at("message").text()
        : Optional.empty();
  }

  private static List<Container> containers(ApiObject pod) {
    JsonValue spec = pod.at("spec");
    JsonValue status = pod.at("status");
    List<Container> containers = new ArrayList<>();
    for (JsonValue container : spec.at("initContainers").items()) {
      boolean sidecar = container.at("restartPolicy").text("").equals("Always");
      containers.add(container(container, status.at("initContainerStatuses"), !sidecar));
    }
    for (JsonValue container : spec.at("containers").items()) {
      containers.add(container(container, status.at("containerStatuses"), false));
    }
    return containers;
  }

  private static Container container(JsonValue container, JsonValue statuses, boolean init) {
    String name = container.at("name").text("");
    JsonValue status =
        statuses.items().stream()
            .filter(one -> one.at("name").text("").equals(name))
            .findFirst()
            .orElse(new JsonValue(null));
    JsonValue last = status.at("lastState", "terminated");
    return new Container(
        name,
        container.at("image").text(""),
        init,
        status.at("ready").isTrue(),
        status.at("started").isTrue(),
        status.at("restartCount").count(),
        state(status.at("state")),
        last.present() ? Optional.of(terminated(last)) : Optional.empty());
  }

  private static ContainerState state(JsonValue state) {
    if (state.at("running").present()) {
      return new Running(state.at("running", "startedAt").instant(Instant.EPOCH));
    }
    if (state.at("terminated").present()) {
      return terminated(state.at("terminated"));
    }
    JsonValue waiting = state.at("waiting");
    return new Waiting(waiting.at("reason").text(""), waiting.at("message").text(""));
  }

  private static Terminated terminated(JsonValue end) {
    return new Terminated(
        end.at("exitCode").count(),
        end.at("reason").text(""),
        end.at("message").text(""),
        end.at("finishedAt").instant(Instant.EPOCH));
  }
}
