package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import nebula.kube.Kube.ObservationListener;
import nebula.model.Observation;
import nebula.model.Observation.Claim;
import nebula.model.Observation.Running;
import nebula.model.Observation.Waiting;
import nebula.model.Observation.Warning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a watch tells of services.
class WatchTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-1, uid: pod-uid, labels: {nebula.dev/service: web}}
      spec: {nodeName: node, containers: [{name: web, image: "web:1"}]}
      status: {phase: Running, conditions: [{type: Ready, status: "False"}]}
      """;

  @TempDir Path folder;
  private FakeCluster cluster;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Map<String, Observation>> synced = new LinkedBlockingQueue<>();

  private record Told(String service, Observation observation) {}

  @BeforeEach
  void start() throws IOException {
    cluster = new FakeCluster(folder);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void tellsWhatIsThereAndThenThatThisIsAll() throws Exception {
    cluster.server.put(POD);
    cluster.server.put(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data, labels: {nebula.dev/service: store}}
        spec: {storageClassName: local-path}
        status: {phase: Bound}
        """);
    cluster.server.put(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: stranger}
        spec: {containers: []}
        """);

    watch();

    Map<String, Observation> all = synced.poll(10, TimeUnit.SECONDS);
    assertEquals(Set.of("web", "store"), all.keySet());
    assertEquals(List.of(new Claim("data", true, "local-path", "")), all.get("store").claims());
    assertEquals("web-1", all.get("web").pods().getFirst().name());
    assertEquals(2, told.size(), "each was told of before");
  }

  @Test
  void tellsEachChange() throws Exception {
    cluster.server.put(POD);
    watch();
    assertNotNull(synced.poll(10, TimeUnit.SECONDS));

    cluster.server.put(POD.replace("\"False\"", "\"True\""));

    await("web", observation -> observation.pods().getFirst().ready());
  }

  @Test
  void tellsThatTheLastObjectOfAServiceIsGone() throws Exception {
    cluster.server.put(POD);
    watch();
    assertNotNull(synced.poll(10, TimeUnit.SECONDS));

    cluster.server.remove("Pod", "default", "web-1");

    await("web", Observation.nothing()::equals);
  }

  @Test
  void tellsWarningsAboutTheServicesObjectsAndNoOthers() throws Exception {
    String uid = cluster.server.put(POD).at("/metadata/uid").asString();
    watch();
    assertNotNull(synced.poll(10, TimeUnit.SECONDS));

    cluster.server.put(event("old", "uid-of-an-older-pod", "BackOff"));
    cluster.server.put(event("new", uid, "Unhealthy"));

    Observation seen = await("web", observation -> !observation.warnings().isEmpty());
    assertEquals(List.of("Unhealthy"), seen.warnings().stream().map(Warning::reason).toList());
  }

  @Test
  void tellsTextBeyondAsciiAsItIs() throws Exception {
    String uid = cluster.server.put(POD).at("/metadata/uid").asString();
    watch();
    assertNotNull(synced.poll(10, TimeUnit.SECONDS));

    cluster.server.put(event("new", uid, "Unhealthy").replace("something", "“über” … 😀"));

    Observation seen = await("web", observation -> !observation.warnings().isEmpty());
    assertEquals("“über” … 😀", seen.warnings().getFirst().message());
  }

  @Test
  void tellsWhyAReplicaSetMakesNoPodsAsItsDeploymentsService() throws Exception {
    cluster.apply("web", ManifestFiles.DEPLOYMENT);
    watch();
    assertNotNull(synced.poll(10, TimeUnit.SECONDS));

    cluster.server.put(
        event("quota", "rs-uid", "FailedCreate")
            .replace("kind: Pod, name: web-1", "kind: ReplicaSet, name: web-5d4f8"));

    Observation seen = await("web", observation -> !observation.warnings().isEmpty());
    assertEquals("web-5d4f8", seen.warnings().getFirst().name());
  }

  @Test
  void tellsThatTheNodePullsFromTheEventsThatSaySo() throws Exception {
    String creating =
        POD.replace(
            "status: {",
            "status: {containerStatuses: [{name: web, state: {waiting: {reason: ContainerCreating}}}], ");
    String uid = cluster.server.put(creating).at("/metadata/uid").asString();
    cluster.server.put(pull("of-another", "other-uid", "Pulling"));
    cluster.server.put(pull("older", uid, "Pulling"));
    cluster.server.put(pull("older-end", uid, "Pulled"));
    watch();
    assertEquals("ContainerCreating", waiting(synced.poll(10, TimeUnit.SECONDS).get("web")));

    cluster.server.put(pull("begin", uid, "Pulling"));
    await("web", observation -> waiting(observation).equals(Waiting.PULLING));
    cluster.server.put(pull("end", uid, "Pulled"));
    await("web", observation -> waiting(observation).equals("ContainerCreating"));
  }

  @Test
  void aPullThatIsOverWhenTheContainerRunsIsNotToldOf() throws Exception {
    String running =
        POD.replace(
            "status: {", "status: {containerStatuses: [{name: web, state: {running: {}}}], ");
    String uid = cluster.server.put(running).at("/metadata/uid").asString();
    cluster.server.put(pull("begin", uid, "Pulling"));
    watch();
    Observation seen = synced.poll(10, TimeUnit.SECONDS).get("web");
    assertEquals(
        new Running(Instant.EPOCH), seen.pods().getFirst().containers().getFirst().state());
    assertEquals(List.of(), seen.warnings());
  }

  private static String waiting(Observation seen) {
    return seen.pods().getFirst().containers().getFirst().state() instanceof Waiting waiting
        ? waiting.reason()
        : "";
  }

  private static String pull(String name, String uid, String reason) {
    return event(name, uid, reason)
        .replace("type: Warning", "type: Normal")
        .replace("uid: " + uid, "fieldPath: 'spec.containers{web}', uid: " + uid);
  }

  private static String event(String name, String uid, String reason) {
    return """
    apiVersion: v1
    kind: Event
    metadata: {name: %s}
    type: Warning
    reason: %s
    message: something
    count: 2
    lastTimestamp: "2100-01-01T00:00:00Z"
    involvedObject: {kind: Pod, name: web-1, uid: %s}
    """
        .formatted(name, reason, uid);
  }

  private void watch() {
    cluster.kube.watch(
        new ObservationListener() {
          @Override
          public void observed(String service, Observation observation) {
            told.add(new Told(service, observation));
          }

          @Override
          public void synced(Map<String, Observation> all) {
            synced.add(all);
          }
        });
  }

  private Observation await(String service, Predicate<Observation> wanted)
      throws InterruptedException {
    while (true) {
      Told next = told.poll(10, TimeUnit.SECONDS);
      assertNotNull(next, "was never told of " + service);
      if (next.service().equals(service) && wanted.test(next.observation())) {
        return next.observation();
      }
    }
  }
}
