package nebula.kube;

import java.util.List;
import java.util.Optional;
import nebula.model.Observation.Workload;

/// Reads a workload's progress from what its controller wrote.
final class WorkloadView {
  static final List<String> KINDS = List.of("Deployment", "StatefulSet", "DaemonSet", "Job");

  private WorkloadView() {}

  static Workload of(String kind, ApiObject object) {
    JsonValue spec = object.at("spec");
    JsonValue status = object.at("status");
    return switch (kind) {
      case "DaemonSet" -> daemonSet(object, status);
      case "Job" -> job(object, spec, status);
      default -> replicated(kind, object, spec, status);
    };
  }

  private static Workload replicated(
      String kind, ApiObject object, JsonValue spec, JsonValue status) {
    int total = status.at("replicas").count();
    int updated = status.at("updatedReplicas").count();
    int ready = status.at("readyReplicas").count();
    return new Workload(
        kind,
        object.name(),
        current(object, status),
        (int) spec.at("replicas").number(1),
        updated,
        surelyUpdated(ready, total - updated),
        total,
        trouble(status));
  }

  private static Workload daemonSet(ApiObject object, JsonValue status) {
    int total = status.at("currentNumberScheduled").count();
    int updated = status.at("updatedNumberScheduled").count();
    int ready = status.at("numberReady").count();
    return new Workload(
        "DaemonSet",
        object.name(),
        current(object, status),
        status.at("desiredNumberScheduled").count(),
        updated,
        surelyUpdated(ready, total - updated),
        total,
        Optional.empty());
  }

  private static Workload job(ApiObject object, JsonValue spec, JsonValue status) {
    int wanted = (int) spec.at("completions").number(1);
    int succeeded = status.at("succeeded").count();
    return new Workload(
        "Job",
        object.name(),
        status.at("startTime").present(),
        wanted,
        wanted,
        succeeded,
        Math.max(succeeded, status.at("active").count()),
        trouble(status));
  }

  /// The controllers count ready replicas of all specifications together; the old ones may be among
  /// them.
  private static int surelyUpdated(int ready, int old) {
    return Math.max(0, ready - Math.max(0, old));
  }

  private static boolean current(ApiObject object, JsonValue status) {
    return status.at("observedGeneration").number(-1)
        >= object.metadata().at("generation").number(0);
  }

  private static Optional<String> trouble(JsonValue status) {
    JsonValue conditions = status.at("conditions");
    for (String bad : new String[] {"ReplicaFailure", "Failed"}) {
      JsonValue condition = conditions.condition(bad);
      if (condition.at("status").isTrue()) {
        return Optional.of(message(condition));
      }
    }
    JsonValue progressing = conditions.condition("Progressing");
    boolean over = progressing.at("reason").text("").equals("ProgressDeadlineExceeded");
    return over ? Optional.of(message(progressing)) : Optional.empty();
  }

  private static String message(JsonValue condition) {
    return condition.at("message").text(condition.at("reason").text(""));
  }
}
