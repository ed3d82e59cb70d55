package nebula.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a healthy cluster does with what it is given.
class ScriptedKubeletTest {
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      spec: {storageClassName: local-path, resources: {requests: {storage: 1Gi}}}
      """;
  private static final String VOLUME =
      "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]";

  @Test
  void bringsADeploymentsPodUpStepByStep() {
    try (Theatre theatre = new Theatre()) {
      SequencedSet<String> seen = new LinkedHashSet<>();
      theatre.deploy("web", "web:1", "");
      theatre.until("ready", here -> seen.add(stateOf(here.pod())) && here.isReady());

      assertEquals(
          List.of(
              "Pending",
              "Pending scheduled",
              "Pending scheduled ContainerCreating",
              "Running scheduled",
              "Running scheduled ready"),
          seen.stream().filter(state -> !state.isBlank()).toList());
      assertTrue(theatre.timeline.instant().isBefore(start().plusSeconds(1)), "within a second");
    }
  }

  @Test
  void reportsACompleteRollout() {
    try (Theatre theatre = new Theatre()) {
      theatre.deploy("web", "web:1", "");
      theatre.until("complete", here -> here.deployment("web").path("status").has("readyReplicas"));

      JsonNode status = theatre.deployment("web").path("status");
      assertEquals(1, status.path("observedGeneration").asInt(0));
      assertEquals(1, status.path("replicas").asInt(0));
      assertEquals(1, status.path("updatedReplicas").asInt(0));
      assertFalse(status.has("unavailableReplicas"));
      assertEquals("True", status.path("conditions").path(0).path("status").asString(""));
      assertEquals(
          "NewReplicaSetAvailable", status.path("conditions").path(1).path("reason").asString(""));
    }
  }

  @Test
  void ownsPodsThroughReplicaSets() {
    try (Theatre theatre = new Theatre()) {
      theatre.deploy("web", "web:1", "");
      theatre.until("ready", Theatre::isReady);

      JsonNode set = theatre.server.all("ReplicaSet").getFirst();
      assertEquals("ReplicaSet", owner(theatre.pod()).path("kind").asString(""));
      assertEquals(set.path("metadata").path("uid"), owner(theatre.pod()).path("uid"));
      assertEquals(theatre.deployment("web").path("metadata").path("uid"), owner(set).path("uid"));
    }
  }

  @Test
  void keepsTheOldPodUntilTheNewOneIsReady() {
    try (Theatre theatre = new Theatre()) {
      theatre.deploy("web", "web:1", "");
      theatre.until("ready", Theatre::isReady);
      theatre.deploy("web", "web:2", "");
      List<Long> ready = new ArrayList<>();

      theatre.until(
          "new pod alone",
          here -> {
            ready.add(here.pods().stream().filter(PodTemplate::isReady).count());
            return here.isReady() && imageOf(here.pod()).equals("web:2");
          });

      assertTrue(ready.stream().allMatch(count -> count >= 1), ready.toString());
      assertTrue(ready.contains(2L), "both are there for a moment");
    }
  }

  @Test
  void stopsTheOldPodFirstWhenToldToRecreate() {
    try (Theatre theatre = new Theatre()) {
      String recreate = "RollingUpdate";
      theatre.deploy("web", "web:1", "");
      theatre.until("ready", Theatre::isReady);
      theatre.server.put(
          text(theatre.deployment("web"))
              .replace("\"type\":\"" + recreate + "\"", "\"type\":\"Recreate\"")
              .replace("web:1", "web:2"));
      SequencedSet<Integer> counts = new LinkedHashSet<>();

      theatre.until(
          "new pod ready",
          here -> {
            counts.add(here.pods().size());
            return here.isReady() && imageOf(here.pod()).equals("web:2");
          });

      assertEquals(List.of(1, 0), List.copyOf(counts));
    }
  }

  @Test
  void replacesAPodThatIsDeleted() {
    try (Theatre theatre = new Theatre()) {
      theatre.deploy("web", "web:1", "");
      theatre.until("ready", Theatre::isReady);
      String first = nameOf(theatre.pod());
      theatre.server.deletion().delete(keyOf(theatre, first), Deletion.Wish.background());

      theatre.until(
          "another pod ready", here -> here.isReady() && !nameOf(here.pod()).equals(first));

      assertEquals(List.of("Normal: Stopping container main"), theatre.events("Killing"));
    }
  }

  @Test
  void takesPodsAwayWithTheirDeployment() {
    try (Theatre theatre = new Theatre()) {
      theatre.deploy("web", "web:1", "");
      theatre.until("ready", Theatre::isReady);
      ObjectKey key = new ObjectKey(theatre.server.types().known("Deployment"), "default", "web");
      theatre.server.deletion().delete(key, Deletion.Wish.background());
      assertEquals(1, theatre.pods().size(), "it stops first");

      theatre.until("gone", here -> here.pods().isEmpty());

      assertTrue(theatre.server.all("ReplicaSet").isEmpty());
    }
  }

  @Test
  void bindsAClaimForItsFirstPod() {
    try (Theatre theatre = new Theatre()) {
      theatre.server.put(CLAIM);
      theatre.timeline.advance(Duration.ofMinutes(1));
      assertEquals("Pending", claimPhase(theatre), "nobody wants it yet");
      theatre.deploy("web", "web:1", VOLUME);

      theatre.until("ready", Theatre::isReady);

      assertEquals("Bound", claimPhase(theatre));
    }
  }

  @Test
  void keepsAClaimThatIsDeletedUntilItsPodIsGone() {
    try (Theatre theatre = new Theatre()) {
      theatre.server.put(CLAIM);
      theatre.deploy("web", "web:1", VOLUME);
      theatre.until("ready", Theatre::isReady);
      ResourceType claims = theatre.server.types().known("PersistentVolumeClaim");
      Deletion deletion = theatre.server.deletion();
      deletion.delete(new ObjectKey(claims, "default", "data"), Deletion.Wish.background());
      theatre.timeline.advance(Duration.ofSeconds(5));
      assertEquals(1, theatre.server.all("PersistentVolumeClaim").size(), "the pod uses it");
      ObjectKey deployment =
          new ObjectKey(theatre.server.types().known("Deployment"), "default", "web");
      deletion.delete(deployment, Deletion.Wish.background());

      theatre.until("claim gone", here -> here.server.all("PersistentVolumeClaim").isEmpty());

      assertTrue(theatre.pods().isEmpty());
    }
  }

  @Test
  void runsInitContainersBeforeTheOthers() {
    try (Theatre theatre = new Theatre()) {
      theatre.deploy("web", "web:1", "initContainers: [{name: first, image: tool:1}]");
      theatre.until(
          "init container running",
          here ->
              here.pod()
                  .path("status")
                  .path("initContainerStatuses")
                  .path(0)
                  .path("state")
                  .has("running"));
      assertEquals("PodInitializing", theatre.waitingReason());

      theatre.until("ready", Theatre::isReady);

      JsonNode first = theatre.pod().path("status").path("initContainerStatuses").path(0);
      assertEquals("Completed", first.path("state").path("terminated").path("reason").asString(""));
    }
  }

  @Test
  void startsAStatefulSetsPodsInOrderWithTheirClaims() {
    try (Theatre theatre = new Theatre()) {
      theatre.server.put(
          """
          apiVersion: apps/v1
          kind: StatefulSet
          metadata: {name: db}
          spec:
            replicas: 2
            selector: {matchLabels: {app: db}}
            template:
              metadata: {labels: {app: db}}
              spec: {containers: [{name: main, image: "db:1"}]}
            volumeClaimTemplates:
            - metadata: {name: data}
              spec: {resources: {requests: {storage: 1Gi}}}
          """);
      theatre.until("first pod", here -> here.pods().stream().anyMatch(PodTemplate::isReady));
      assertEquals(List.of("db-0"), theatre.pods().stream().map(Names::of).toList());

      theatre.until(
          "both ready",
          here ->
              here.server
                      .get("StatefulSet", "default", "db")
                      .orElseThrow()
                      .path("status")
                      .path("readyReplicas")
                      .asInt(0)
                  == 2);

      assertEquals(
          List.of("data-db-0", "data-db-1"),
          theatre.server.all("PersistentVolumeClaim").stream().map(Names::of).toList());
    }
  }

  @Test
  void completesAJob() {
    try (Theatre theatre = new Theatre()) {
      theatre.server.put(JOB);
      theatre.until("complete", here -> Condition.isTrue(job(here), "Complete"));

      assertEquals(1, job(theatre).path("status").path("succeeded").asInt(0));
      assertEquals("Succeeded", theatre.pod().path("status").path("phase").asString(""));
    }
  }

  @Test
  void failsAJobWhosePodsFailTooOften() {
    try (Theatre theatre = new Theatre(new Fault("import", Fault.Kind.CRASH))) {
      theatre.server.put(JOB);
      theatre.until("failed", here -> Condition.isTrue(job(here), "Failed"));

      assertEquals(2, job(theatre).path("status").path("failed").asInt(0));
      assertEquals(
          List.of("Warning: Job has reached the specified backoff limit"),
          theatre.events("BackoffLimitExceeded"));
    }
  }

  @Test
  void writesLogsInTheWordsOfTheImage() {
    try (Theatre theatre = new Theatre()) {
      theatre.deploy("postgres", "postgres:16-alpine", "");
      theatre.until("ready", Theatre::isReady);
      assertEquals(
          "LOG:  database system is ready to accept connections", theatre.log(false).getLast());
      int before = theatre.log(false).size();

      theatre.timeline.advance(Pace.HEARTBEAT);

      assertTrue(theatre.log(false).size() > before, "a sign of life now and then");
    }
  }

  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: import}
      spec:
        backoffLimit: 1
        template: {spec: {restartPolicy: Never, containers: [{name: main, image: "import:1"}]}}
      """;

  private static final class Names {
    static String of(JsonNode object) {
      return object.path("metadata").path("name").asString("");
    }
  }

  private static java.time.Instant start() {
    return java.time.Instant.parse("2026-01-01T00:00:00Z");
  }

  private static JsonNode job(Theatre theatre) {
    return theatre.server.get("Job", "default", "import").orElseThrow();
  }

  private static String stateOf(JsonNode pod) {
    String reason =
        pod.path("status")
            .path("containerStatuses")
            .path(0)
            .path("state")
            .path("waiting")
            .path("reason")
            .asString("");
    return (pod.path("status").path("phase").asString("")
            + (Condition.isTrue(pod, "PodScheduled") ? " scheduled" : "")
            + (reason.isEmpty() ? "" : " " + reason)
            + (PodTemplate.isReady(pod) ? " ready" : ""))
        .strip();
  }

  private static String claimPhase(Theatre theatre) {
    return theatre
        .server
        .get("PersistentVolumeClaim", "default", "data")
        .orElseThrow()
        .path("status")
        .path("phase")
        .asString("");
  }

  private static ObjectKey keyOf(Theatre theatre, String pod) {
    return new ObjectKey(theatre.server.types().known("Pod"), "default", pod);
  }

  private static JsonNode owner(JsonNode object) {
    return object.path("metadata").path("ownerReferences").path(0);
  }

  private static String imageOf(JsonNode pod) {
    return pod.path("spec").path("containers").path(0).path("image").asString("");
  }

  private static String nameOf(JsonNode object) {
    return Names.of(object);
  }

  private static String text(JsonNode object) {
    return object.toString();
  }
}
