package nebula.rehearsal;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the one pod of a DaemonSet, as there is one node.
final class DaemonSets implements Controller {
  private static final String COMPONENT = "daemonset-controller";
  private static final String REVISION = "controller-revision-hash";

  private final Stage stage;

  DaemonSets(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void reconcile(ObjectKey key) {
    ObjectNode set = stage.store().get(key).orElse(null);
    if (set == null || set.path("metadata").has("deletionTimestamp")) {
      return;
    }
    String hash = PodTemplate.hash(set);
    List<ObjectNode> pods = stage.ownedBy(set, "Pod");
    if (pods.isEmpty() && !hasEndingPod(set)) {
      create(set, hash);
    }
    pods.stream().filter(pod -> !isOf(pod, hash)).forEach(pod -> stage.delete("Pod", pod));
    report(key, set, hash);
  }

  private void create(ObjectNode set, String hash) {
    ObjectNode pod = PodTemplate.newPod(set);
    Json.child(pod, "metadata").put("generateName", nameOf(set) + "-");
    PodTemplate.label(pod, REVISION, hash);
    ObjectNode made = stage.create("Pod", set, pod);
    stage.events().normal(set, COMPONENT, "SuccessfulCreate", "Created pod: " + nameOf(made));
  }

  private boolean hasEndingPod(ObjectNode set) {
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

  private void report(ObjectKey key, ObjectNode set, String hash) {
    List<ObjectNode> pods = stage.ownedBy(set, "Pod");
    int ready = (int) pods.stream().filter(PodTemplate::isReady).count();
    int updated = (int) pods.stream().filter(pod -> isOf(pod, hash)).count();
    stage.setStatus(
        key,
        Json.empty()
            .put("observedGeneration", set.path("metadata").path("generation").asInt(0))
            .put("desiredNumberScheduled", 1)
            .put("currentNumberScheduled", pods.size())
            .put("updatedNumberScheduled", updated)
            .put("numberReady", ready)
            .put("numberAvailable", ready)
            .put("numberUnavailable", 1 - Math.min(1, ready))
            .put("numberMisscheduled", 0));
  }

  private static boolean isOf(ObjectNode pod, String hash) {
    return pod.path("metadata").path("labels").path(REVISION).asString("").equals(hash);
  }

  private static String nameOf(ObjectNode object) {
    return object.path("metadata").path("name").asString("");
  }
}
