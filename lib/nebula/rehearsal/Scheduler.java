package nebula.rehearsal;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives pods their node, or says in their condition why none takes them.
final class Scheduler {
  private static final String COMPONENT = "default-scheduler";

  private final Stage stage;
  private final Claims claims;

  Scheduler(Stage stage, Claims claims) {
    this.stage = stage;
    this.claims = claims;
  }

  /// Schedules the pod if it can be. Called again when a claim has changed.
  void schedule(ObjectKey key) {
    ObjectNode pod = stage.store().get(key).orElse(null);
    if (pod == null
        || pod.path("spec").has("nodeName")
        || pod.path("metadata").has("deletionTimestamp")) {
      return;
    }
    Optional<String> obstacle = obstacle(pod);
    if (obstacle.isPresent()) {
      refuse(key, pod, obstacle.get());
    } else if (claimsAreBound(pod)) {
      bind(key, pod);
    }
  }

  private Optional<String> obstacle(JsonNode pod) {
    if (stage.has(Fault.Kind.UNSCHEDULABLE, pod)) {
      return Optional.of(Texts.NO_MEMORY);
    }
    for (String name : Claims.of(pod)) {
      Optional<ObjectNode> claim = claim(pod, name);
      if (claim.isEmpty()) {
        return Optional.of(Texts.noClaim(name));
      }
      if (claims.isHopeless(claim.get(), pod)) {
        claims.fail(claim.get());
        return Optional.of(Texts.UNBOUND_CLAIM);
      }
    }
    return Optional.empty();
  }

  private boolean claimsAreBound(JsonNode pod) {
    boolean bound = true;
    for (String name : Claims.of(pod)) {
      ObjectNode claim = claim(pod, name).orElseThrow();
      if (!Claims.isBound(claim)) {
        claims.provision(claim);
        bound = false;
      }
    }
    return bound;
  }

  private Optional<ObjectNode> claim(JsonNode pod, String name) {
    String namespace = pod.path("metadata").path("namespace").asString("");
    return stage.get("PersistentVolumeClaim", namespace, name);
  }

  private void refuse(ObjectKey key, JsonNode pod, String message) {
    String before = pod.path("status").path("conditions").path(0).path("message").asString("");
    if (before.equals(message)) {
      return;
    }
    stage.events().warning(pod, COMPONENT, "FailedScheduling", message);
    ObjectNode status = Json.empty().put("phase", "Pending").put("qosClass", "Burstable");
    status
        .putArray("conditions")
        .add(
            Condition.of(
                pod, "PodScheduled", false, "Unschedulable", message, stage.store().now()));
    stage.setStatus(key, status);
  }

  private void bind(ObjectKey key, JsonNode pod) {
    String message =
        "Successfully assigned %s/%s to %s".formatted(key.namespace(), key.name(), Stage.NODE);
    stage.events().normal(pod, COMPONENT, "Scheduled", message);
    stage
        .store()
        .update(
            key,
            object -> {
              Json.child(object, "spec").put("nodeName", Stage.NODE);
              ObjectNode status = object.putObject("status").put("phase", "Pending");
              status
                  .putArray("conditions")
                  .add(Condition.of(pod, "PodScheduled", true, "", "", stage.store().now()));
              return object;
            });
  }
}
