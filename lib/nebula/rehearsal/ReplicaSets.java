package nebula.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Keeps as many pods as a ReplicaSet wants.
final class ReplicaSets implements Controller {
  private static final String COMPONENT = "replicaset-controller";

  private final Stage stage;

  ReplicaSets(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void reconcile(ObjectKey key) {
    ObjectNode set = stage.store().get(key).orElse(null);
    if (set == null || set.path("metadata").has("deletionTimestamp")) {
      return;
    }
    List<ObjectNode> pods = new ArrayList<>(stage.ownedBy(set, "Pod"));
    pods.removeIf(PodTemplate::isOver);
    int wanted = set.path("spec").path("replicas").asInt(1);
    for (int count = pods.size(); count < wanted; count++) {
      pods.add(create(set));
    }
    if (pods.size() > wanted) {
      // Those that are not ready go first.
      pods.sort(Comparator.comparing(PodTemplate::isReady));
      List<ObjectNode> surplus = List.copyOf(pods.subList(0, pods.size() - wanted));
      for (ObjectNode pod : surplus) {
        String name = pod.path("metadata").path("name").asString("");
        stage.events().normal(set, COMPONENT, "SuccessfulDelete", "Deleted pod: " + name);
        pods.remove(pod);
        stage.delete("Pod", pod);
      }
    }
    stage.setStatus(key, status(set, pods));
  }

  private ObjectNode create(ObjectNode set) {
    ObjectNode pod = PodTemplate.newPod(set);
    String name = set.path("metadata").path("name").asString("") + "-";
    Json.child(pod, "metadata").put("generateName", name);
    ObjectNode made = stage.create("Pod", set, pod);
    String podName = made.path("metadata").path("name").asString("");
    stage.events().normal(set, COMPONENT, "SuccessfulCreate", "Created pod: " + podName);
    return made;
  }

  private static ObjectNode status(ObjectNode set, List<ObjectNode> pods) {
    int ready = (int) pods.stream().filter(PodTemplate::isReady).count();
    return Json.empty()
        .put("observedGeneration", set.path("metadata").path("generation").asInt(0))
        .put("replicas", pods.size())
        .put("fullyLabeledReplicas", pods.size())
        .put("readyReplicas", ready)
        .put("availableReplicas", ready);
  }
}
