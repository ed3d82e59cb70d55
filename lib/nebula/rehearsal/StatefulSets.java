package nebula.rehearsal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the numbered pods of a StatefulSet, one after the other, and makes their claims.
final class StatefulSets implements Controller {
  private static final String COMPONENT = "statefulset-controller";
  private static final String REVISION = "controller-revision-hash";

  private final Stage stage;

  StatefulSets(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void reconcile(ObjectKey key) {
    ObjectNode set = stage.store().get(key).orElse(null);
    if (set == null || set.path("metadata").has("deletionTimestamp")) {
      return;
    }
    String revision = key.name() + "-" + PodTemplate.hash(set);
    step(set, revision);
    report(key, set, revision);
  }

  private void step(ObjectNode set, String revision) {
    int wanted = set.path("spec").path("replicas").asInt(1);
    for (int ordinal = 0; ordinal < wanted; ordinal++) {
      Optional<ObjectNode> pod = pod(set, ordinal);
      if (pod.isEmpty()) {
        create(set, ordinal, revision);
        return;
      }
      if (!PodTemplate.isReady(pod.get())) {
        boolean outdated = !isOf(pod.get(), revision);
        if (outdated && !isEnding(pod.get())) {
          delete(set, pod.get());
        }
        return;
      }
    }
    List<ObjectNode> pods =
        stage.ownedBy(set, "Pod").stream()
            .sorted(Comparator.comparing(StatefulSets::ordinal).reversed())
            .toList();
    for (ObjectNode pod : pods) {
      if (ordinal(pod) >= wanted || !isOf(pod, revision)) {
        delete(set, pod);
        return;
      }
    }
  }

  private void create(ObjectNode set, int ordinal, String revision) {
    String setName = nameOf(set);
    String name = setName + "-" + ordinal;
    ObjectNode pod = PodTemplate.newPod(set);
    Json.child(pod, "metadata").put("name", name);
    PodTemplate.label(pod, REVISION, revision);
    PodTemplate.label(pod, "statefulset.kubernetes.io/pod-name", name);
    PodTemplate.label(pod, "apps.kubernetes.io/pod-index", Integer.toString(ordinal));
    for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
      String claim = nameOf(template) + "-" + name;
      ObjectNode volume = Json.child(pod, "spec").withArray("volumes").addObject();
      volume
          .put("name", nameOf(template))
          .putObject("persistentVolumeClaim")
          .put("claimName", claim);
      createClaim(set, template, claim);
    }
    stage.create("Pod", set, pod);
    say(set, "SuccessfulCreate", "create Pod %s in StatefulSet %s successful", name, setName);
  }

  /// Claims outlive the set, so nothing owns them.
  private void createClaim(ObjectNode set, JsonNode template, String name) {
    String namespace = set.path("metadata").path("namespace").asString("");
    if (stage.get("PersistentVolumeClaim", namespace, name).isPresent()) {
      return;
    }
    ResourceType type = stage.types().known("PersistentVolumeClaim");
    ObjectNode claim = Json.empty().put("apiVersion", "v1").put("kind", type.kind());
    ObjectNode metadata = claim.putObject("metadata").put("name", name).put("namespace", namespace);
    JsonNode labels = template.path("metadata").path("labels");
    JsonNode selector = set.path("spec").path("selector").path("matchLabels");
    metadata.set("labels", (labels.isObject() ? labels : selector).deepCopy());
    claim.set("spec", template.path("spec").deepCopy());
    Defaults.fill(type, claim);
    stage.store().create(type, claim);
  }

  private void delete(ObjectNode set, ObjectNode pod) {
    say(
        set,
        "SuccessfulDelete",
        "delete Pod %s in StatefulSet %s successful",
        nameOf(pod),
        nameOf(set));
    stage.delete("Pod", pod);
  }

  private void report(ObjectKey key, ObjectNode set, String revision) {
    List<ObjectNode> pods = stage.ownedBy(set, "Pod");
    int ready = (int) pods.stream().filter(PodTemplate::isReady).count();
    int updated = (int) pods.stream().filter(pod -> isOf(pod, revision)).count();
    int wanted = set.path("spec").path("replicas").asInt(1);
    String before = set.path("status").path("currentRevision").asString(revision);
    boolean done = updated == wanted && ready == wanted && pods.size() == wanted;
    ObjectNode status =
        Json.empty()
            .put("observedGeneration", set.path("metadata").path("generation").asInt(0))
            .put("replicas", pods.size())
            .put("readyReplicas", ready)
            .put("availableReplicas", ready)
            .put("updatedReplicas", updated)
            .put("currentReplicas", done ? updated : pods.size() - updated)
            .put("currentRevision", done ? revision : before)
            .put("updateRevision", revision)
            .put("collisionCount", 0);
    stage.setStatus(key, status);
  }

  private Optional<ObjectNode> pod(ObjectNode set, int ordinal) {
    String namespace = set.path("metadata").path("namespace").asString("");
    return stage.get("Pod", namespace, nameOf(set) + "-" + ordinal);
  }

  private void say(ObjectNode set, String reason, String message, String pod, String name) {
    stage.events().normal(set, COMPONENT, reason, message.formatted(pod, name));
  }

  private static boolean isOf(JsonNode pod, String revision) {
    return pod.path("metadata").path("labels").path(REVISION).asString("").equals(revision);
  }

  private static boolean isEnding(JsonNode pod) {
    return pod.path("metadata").has("deletionTimestamp");
  }

  private static int ordinal(JsonNode pod) {
    String name = nameOf(pod);
    return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
  }

  private static String nameOf(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }
}
