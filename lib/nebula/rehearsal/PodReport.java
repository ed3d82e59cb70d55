package nebula.rehearsal;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a pod's status out of its containers' lives, as the kubelet does.
record PodReport(
    JsonNode pod, List<ContainerLife> init, List<ContainerLife> main, String address, String now) {

  ObjectNode toJson() {
    boolean initialized = init.stream().allMatch(ContainerLife::ready);
    boolean ready = initialized && main.stream().allMatch(ContainerLife::ready);
    String phase = phase();
    ObjectNode status = Json.empty();
    status.put("observedGeneration", pod.path("metadata").path("generation").asInt(1));
    status.put("phase", phase).put("qosClass", "Burstable");
    status.put("hostIP", "172.21.0.2").put("startTime", startTime());
    if (!address.isEmpty()) {
      status.put("podIP", address).putArray("podIPs").addObject().put("ip", address);
    }
    ArrayNode conditions = status.putArray("conditions");
    boolean ended = phase.equals("Succeeded") || phase.equals("Failed");
    condition(conditions, "PodReadyToStartContainers", !address.isEmpty() && !ended, "", "");
    if (initialized) {
      condition(
          conditions, "Initialized", true, phase.equals("Succeeded") ? "PodCompleted" : "", "");
    } else {
      String names = unready(init);
      condition(
          conditions,
          "Initialized",
          false,
          "ContainersNotInitialized",
          "containers with incomplete status: " + names);
    }
    String reason = ready ? "" : unreadyReason(phase);
    String message = ready || ended ? "" : "containers with unready status: " + unready(main);
    condition(conditions, "Ready", ready, reason, message);
    condition(conditions, "ContainersReady", ready, reason, message);
    condition(conditions, "PodScheduled", true, "", "");
    if (!init.isEmpty()) {
      ArrayNode statuses = status.putArray("initContainerStatuses");
      init.forEach(life -> statuses.add(life.toJson()));
    }
    ArrayNode statuses = status.putArray("containerStatuses");
    main.forEach(life -> statuses.add(life.toJson()));
    return status;
  }

  private String phase() {
    boolean over = main.stream().allMatch(ContainerLife::isTerminated);
    String policy = pod.path("spec").path("restartPolicy").asString("Always");
    boolean failed = main.stream().anyMatch(ContainerLife::failed);
    if (over && (policy.equals("Never") || policy.equals("OnFailure") && !failed)) {
      return failed ? "Failed" : "Succeeded";
    }
    boolean begun =
        main.stream()
            .anyMatch(life -> life.isRunning() || life.isTerminated() || life.restarts() > 0);
    return begun ? "Running" : "Pending";
  }

  private static String unreadyReason(String phase) {
    return switch (phase) {
      case "Succeeded" -> "PodCompleted";
      case "Failed" -> "PodFailed";
      default -> "ContainersNotReady";
    };
  }

  private String startTime() {
    return pod.path("status").path("startTime").asString(now);
  }

  private static String unready(List<ContainerLife> lives) {
    return "["
        + String.join(
            " ", lives.stream().filter(life -> !life.ready()).map(ContainerLife::name).toList())
        + "]";
  }

  private void condition(
      ArrayNode conditions, String type, boolean is, String reason, String message) {
    conditions.add(Condition.of(pod, type, is, reason, message, now));
  }
}
