package nebula.rehearsal;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rolls a Deployment out: a ReplicaSet for each template, the new one growing as the old shrink.
final class Deployments implements Controller {
  private static final String COMPONENT = "deployment-controller";

  private final Stage stage;

  Deployments(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void reconcile(ObjectKey key) {
    ObjectNode deployment = stage.store().get(key).orElse(null);
    if (deployment == null || deployment.path("metadata").has("deletionTimestamp")) {
      return;
    }
    String name = key.name() + "-" + PodTemplate.hash(deployment);
    List<ObjectNode> sets = stage.ownedBy(deployment, "ReplicaSet");
    List<ObjectNode> old = sets.stream().filter(set -> !isNamed(set, name)).toList();
    Optional<ObjectNode> found = sets.stream().filter(set -> isNamed(set, name)).findFirst();
    ObjectNode current = found.isPresent() ? found.get() : create(deployment, name);
    int wanted = deployment.path("spec").path("replicas").asInt(1);
    boolean recreate =
        deployment.path("spec").path("strategy").path("type").asString("").equals("Recreate");
    if (recreate) {
      recreate(deployment, current, old, wanted);
    } else {
      roll(deployment, current, old, wanted);
    }
    report(key, deployment, name);
  }

  private void recreate(
      ObjectNode deployment, ObjectNode current, List<ObjectNode> old, int wanted) {
    old.forEach(set -> scale(deployment, set, 0));
    boolean oldPodsAreGone = old.stream().noneMatch(this::hasPods);
    if (oldPodsAreGone) {
      scale(deployment, current, wanted);
    }
  }

  private void roll(ObjectNode deployment, ObjectNode current, List<ObjectNode> old, int wanted) {
    int surge = Math.ceilDiv(wanted, 4);
    int unavailable = wanted / 4;
    int oldWanted = old.stream().mapToInt(Deployments::replicas).sum();
    int target = Math.min(wanted, Math.max(wanted + surge - oldWanted, replicas(current)));
    scale(deployment, current, target);
    int available = ready(current) + old.stream().mapToInt(Deployments::ready).sum();
    int surplus = available - (wanted - unavailable);
    for (ObjectNode set : old) {
      int unready = replicas(set) - ready(set);
      int gone = Math.min(replicas(set), unready + Math.max(0, Math.min(ready(set), surplus)));
      surplus -= gone - unready;
      scale(deployment, set, replicas(set) - gone);
    }
  }

  private boolean hasPods(ObjectNode set) {
    String uid = set.path("metadata").path("uid").asString("");
    return !stage
        .store()
        .list(
            stage.types().known("Pod"),
            "",
            pod ->
                pod.path("metadata")
                    .path("ownerReferences")
                    .path(0)
                    .path("uid")
                    .asString("")
                    .equals(uid))
        .isEmpty();
  }

  private ObjectNode create(ObjectNode deployment, String name) {
    String hash = PodTemplate.hash(deployment);
    ObjectNode set = Json.empty();
    ObjectNode metadata = set.putObject("metadata").put("name", name);
    metadata.set("labels", labels(deployment).deepCopy());
    ObjectNode spec = set.putObject("spec").put("replicas", 0);
    spec.set("selector", deployment.path("spec").path("selector").deepCopy());
    spec.set("template", deployment.path("spec").path("template").deepCopy());
    PodTemplate.label(set, "pod-template-hash", hash);
    PodTemplate.label(Json.child(spec, "template"), "pod-template-hash", hash);
    Json.child(Json.child(spec, "selector"), "matchLabels").put("pod-template-hash", hash);
    return stage.create("ReplicaSet", deployment, set);
  }

  private static JsonNode labels(ObjectNode deployment) {
    JsonNode labels = deployment.path("spec").path("template").path("metadata").path("labels");
    return labels.isObject() ? labels : Json.empty();
  }

  private void scale(ObjectNode deployment, ObjectNode set, int wanted) {
    int before = replicas(set);
    if (before == wanted) {
      return;
    }
    String message =
        "Scaled %s replica set %s from %d to %d"
            .formatted(before < wanted ? "up" : "down", nameOf(set), before, wanted);
    stage.events().normal(deployment, COMPONENT, "ScalingReplicaSet", message);
    stage
        .store()
        .update(
            ObjectKey.of(stage.types().known("ReplicaSet"), set),
            object -> {
              Json.child(object, "spec").put("replicas", wanted);
              return object;
            });
  }

  private void report(ObjectKey key, ObjectNode deployment, String currentName) {
    int wanted = deployment.path("spec").path("replicas").asInt(1);
    int total = 0;
    int updated = 0;
    int ready = 0;
    int readyOfCurrent = 0;
    for (ObjectNode set : stage.ownedBy(deployment, "ReplicaSet")) {
      total += pods(set);
      ready += ready(set);
      if (isNamed(set, currentName)) {
        updated = pods(set);
        readyOfCurrent = ready(set);
      }
    }
    ObjectNode status =
        Json.empty()
            .put("observedGeneration", deployment.path("metadata").path("generation").asInt(0));
    // Kubernetes leaves zeros out.
    putPositive(status, "replicas", total);
    putPositive(status, "updatedReplicas", updated);
    putPositive(status, "readyReplicas", ready);
    putPositive(status, "availableReplicas", ready);
    putPositive(status, "unavailableReplicas", Math.max(wanted, total) - ready);
    var conditions = status.putArray("conditions");
    String now = stage.store().now();
    boolean available = ready >= wanted - wanted / 4;
    conditions.add(
        available
            ? Condition.of(
                deployment,
                "Available",
                true,
                "MinimumReplicasAvailable",
                "Deployment has minimum availability.",
                now)
            : Condition.of(
                deployment,
                "Available",
                false,
                "MinimumReplicasUnavailable",
                "Deployment does not have minimum availability.",
                now));
    boolean done = updated == wanted && readyOfCurrent == wanted && total == wanted;
    String progress =
        "ReplicaSet \""
            + currentName
            + (done ? "\" has successfully progressed." : "\" is progressing.");
    conditions.add(
        Condition.of(
            deployment,
            "Progressing",
            true,
            done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
            progress,
            now));
    stage.setStatus(key, status);
  }

  private static void putPositive(ObjectNode status, String name, int count) {
    if (count > 0) {
      status.put(name, count);
    }
  }

  private static int replicas(JsonNode set) {
    return set.path("spec").path("replicas").asInt(0);
  }

  private static int pods(JsonNode set) {
    return set.path("status").path("replicas").asInt(0);
  }

  private static int ready(JsonNode set) {
    return set.path("status").path("readyReplicas").asInt(0);
  }

  private static boolean isNamed(JsonNode set, String name) {
    return nameOf(set).equals(name);
  }

  private static String nameOf(JsonNode set) {
    return set.path("metadata").path("name").asString("");
  }
}
