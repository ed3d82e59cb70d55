package nebula.rehearsal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import nebula.rehearsal.Fault.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays the controllers, the scheduler and the kubelet of a cluster with one node: what is applied
/// to the {@link FakeApiServer} comes to life, step by step on the {@link Timeline}, with the
/// states, conditions, events and logs of the real ones.
public final class ScriptedKubelet implements AutoCloseable {
  private final Stage stage;
  private final Claims claims;
  private final Scheduler scheduler;
  private final Map<String, Controller> controllers;
  private final Map<ObjectKey, PodLife> pods = new HashMap<>();
  private final Consumer<Change> listener = this::hear;
  private int addresses = 1;

  private ScriptedKubelet(FakeApiServer server, Timeline timeline, List<Fault> faults) {
    EventWriter events = new EventWriter(server.store(), server.types());
    this.stage =
        new Stage(
            server.store(),
            server.types(),
            server.deletion(),
            server.logs(),
            timeline,
            events,
            List.copyOf(faults),
            ConcurrentHashMap.newKeySet());
    this.claims = new Claims(stage);
    this.scheduler = new Scheduler(stage, claims);
    this.controllers =
        Map.of(
            "Deployment", new Deployments(stage),
            "ReplicaSet", new ReplicaSets(stage),
            "StatefulSet", new StatefulSets(stage),
            "DaemonSet", new DaemonSets(stage),
            "Job", new Jobs(stage));
  }

  /// Begins with what the server holds. The timeline stays the caller's to close.
  public static ScriptedKubelet start(FakeApiServer server, Timeline timeline, List<Fault> faults) {
    ScriptedKubelet kubelet = new ScriptedKubelet(server, timeline, faults);
    server.refuse(kubelet::refusal);
    server.store().listen(0, kubelet.listener);
    return kubelet;
  }

  @Override
  public void close() {
    stage.store().ignore(listener);
  }

  /// Called by whoever changed the store: the work is done on the timeline.
  private void hear(Change change) {
    if (!change.key().type().kind().equals("Event")) {
      stage.timeline().after(Duration.ZERO, () -> react(change));
    }
  }

  private void react(Change change) {
    ObjectKey key = change.key();
    switch (key.type().kind()) {
      case "Pod" -> reactToPod(change);
      case "PersistentVolumeClaim" -> {
        claims.observe(key);
        retryPendingPods(key.namespace());
      }
      default -> reconcile(key.type().kind(), key);
    }
    reconcileOwner(change.last());
  }

  private void reactToPod(Change change) {
    ObjectKey key = change.key();
    if (change.before().isEmpty()) {
      stage.timeline().after(Pace.SCHEDULE, () -> scheduler.schedule(key));
    }
    Optional<ObjectNode> there = stage.store().get(key);
    if (there.isEmpty()) {
      Optional.ofNullable(pods.remove(key)).ifPresent(PodLife::forget);
      claims.releaseUnused();
      return;
    }
    ObjectNode pod = there.get();
    boolean onNode = pod.path("spec").path("nodeName").asString("").equals(Stage.NODE);
    if (pod.path("metadata").has("deletionTimestamp")) {
      pods.computeIfAbsent(key, _ -> newLife(pod)).end();
    } else if (onNode && !pods.containsKey(key)) {
      PodLife life = newLife(pod);
      pods.put(key, life);
      life.begin();
    }
  }

  private PodLife newLife(ObjectNode pod) {
    addresses++;
    return new PodLife(stage, pod, "10.42.0." + addresses);
  }

  private void retryPendingPods(String namespace) {
    stage
        .store()
        .list(stage.types().known("Pod"), namespace, pod -> !pod.path("spec").has("nodeName"))
        .forEach(pod -> scheduler.schedule(ObjectKey.of(stage.types().known("Pod"), pod)));
  }

  private void reconcileOwner(JsonNode object) {
    JsonNode owner = object.path("metadata").path("ownerReferences").path(0);
    String kind = owner.path("kind").asString("");
    if (controllers.containsKey(kind)) {
      String namespace = object.path("metadata").path("namespace").asString("");
      String name = owner.path("name").asString("");
      ObjectKey key = new ObjectKey(stage.types().known(kind), namespace, name);
      reconcile(kind, key);
      // A Deployment waits for the last pod of an old ReplicaSet, whose own status stays the same.
      stage.store().get(key).ifPresent(this::reconcileOwner);
    }
  }

  private void reconcile(String kind, ObjectKey key) {
    Optional.ofNullable(controllers.get(kind)).ifPresent(controller -> controller.reconcile(key));
  }

  private Optional<String> refusal(JsonNode object) {
    boolean workload = object.path("spec").has("template");
    return workload && stage.has(Kind.REFUSED, object)
        ? Optional.of(
            "spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 99999: must"
                + " be between 1 and 65535, inclusive")
        : Optional.empty();
  }
}
