package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes when a service is taken out of the cluster, and in which order.
class DeletionTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      ---
      """
          + ManifestFiles.DEPLOYMENT;

  @TempDir Path folder;
  private FakeCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new FakeCluster(folder);
    cluster.apply("web", SERVICE);
    cluster.apply(
        "other", SERVICE.replace("name: web}", "name: other}").replace("name: data", "name: rest"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void leavesClaimsAndOtherServices() throws Exception {
    cluster.kube.delete("web", Kube.Removal.OBJECTS);

    assertTrue(cluster.server.get("Deployment", "default", "web").isEmpty());
    assertTrue(cluster.server.get("Service", "default", "web").isEmpty());
    assertEquals(List.of("data"), cluster.kube.claims("web"));
    assertTrue(cluster.server.get("Deployment", "default", "other").isPresent());
    assertTrue(cluster.server.get("Service", "default", "other").isPresent());
  }

  @Test
  void leavesWhatOthersMayUseWhenOnlyWorkloadsGo() throws Exception {
    cluster.kube.delete("web", Kube.Removal.WORKLOADS);

    assertTrue(cluster.server.get("Deployment", "default", "web").isEmpty());
    assertTrue(cluster.server.get("Service", "default", "web").isPresent());
    assertEquals(List.of("data"), cluster.kube.claims("web"));

    cluster.kube.delete("web", Kube.Removal.DATA);

    assertTrue(cluster.server.get("Service", "default", "web").isEmpty());
    assertEquals(List.of("other"), cluster.kube.installed());
  }

  @Test
  void takesClaimsWhenAsked() throws Exception {
    cluster.kube.delete("web", Kube.Removal.DATA);

    assertEquals(List.of(), cluster.kube.claims("web"));
    assertEquals(List.of("other"), cluster.kube.installed());
  }

  @Test
  void endsPodsOfOthersThatHoldTheClaims() throws Exception {
    for (String claim : List.of("data", "rest")) {
      cluster.server.put(
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: reader-of-%1$s, labels: {nebula.dev/service: other}}
          spec:
            containers: [{name: reader}]
            volumes: [{name: a, emptyDir: {}}, {name: b, persistentVolumeClaim: {claimName: %1$s}}]
          """
              .formatted(claim));
    }

    cluster.kube.delete("web", Kube.Removal.DATA);

    assertTrue(cluster.server.get("Pod", "default", "reader-of-data").isEmpty());
    assertTrue(cluster.server.get("Pod", "default", "reader-of-rest").isPresent());
  }

  @Test
  void takesClaimsThatAnEarlierDeletionLeft() throws Exception {
    cluster.kube.delete("web", Kube.Removal.OBJECTS);
    assertTrue(cluster.kube.installed().contains("web"));

    cluster.kube.delete("web", Kube.Removal.DATA);

    assertEquals(List.of(), cluster.kube.claims("web"));
  }

  @Test
  void findsObjectsWhoseInventoryIsLost() throws Exception {
    cluster.server.remove("ConfigMap", "default", "nebula-inventory-web");

    cluster.kube.delete("web", Kube.Removal.OBJECTS);

    assertTrue(cluster.server.get("Deployment", "default", "web").isEmpty());
    assertTrue(cluster.server.get("Service", "default", "web").isEmpty());
  }

  @Test
  void waitsForPodsBeforeItDeletesTheRest() throws Exception {
    cluster.server.put(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web-1, labels: {nebula.dev/service: web}}
        spec: {nodeName: node, terminationGracePeriodSeconds: 30, containers: [{name: web}]}
        status: {phase: Running}
        """);
    cluster.server.forgetRequests();

    CompletableFuture<Void> deletion = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                cluster.kube.delete("web", Kube.Removal.OBJECTS);
                deletion.complete(null);
              } catch (InterruptedException e) {
                deletion.completeExceptionally(e);
              }
            });
    awaitRequest("GET /api/v1/namespaces/default/pods", "watch=true");
    assertFalse(deletion.isDone());
    assertTrue(cluster.server.get("Service", "default", "web").isPresent());

    cluster.server.remove("Pod", "default", "web-1");
    deletion.get(10, TimeUnit.SECONDS);

    assertTrue(thread.join(Duration.ofSeconds(10)));
    assertTrue(cluster.server.get("Service", "default", "web").isEmpty());
  }

  @Test
  void deletingWhatIsNotThereIsDone() throws Exception {
    cluster.kube.delete("web", Kube.Removal.DATA);
    cluster.kube.delete("web", Kube.Removal.DATA);

    assertEquals(List.of("other"), cluster.kube.installed());
  }

  private void awaitRequest(String request, String query) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (cluster.server.requests().stream()
        .noneMatch(one -> one.toString().equals(request) && one.query().contains(query))) {
      assertTrue(System.nanoTime() < end, request + " did not come");
      Thread.onSpinWait();
    }
  }
}
