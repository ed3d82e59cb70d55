package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nebula.kube.Kube.Use;
import nebula.rehearsal.ReceivedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is asked what pods use, and what is made of the answers.
class MetricsTest {
  private static final String SERVER = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods";
  private static final String FIRST = "/api/v1/nodes/first/proxy/stats/summary";
  private static final String SECOND = "/api/v1/nodes/second/proxy/stats/summary";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  /// Recorded from Kubernetes 1.34.4 (`?only_cpu_and_memory=true`); left out: the node, further
  /// pods, and most of what each pod says about itself.
  private static final String RECORDED =
      """
      {"node": {"nodeName": "first", "cpu": {"usageNanoCores": 175984803}},
       "pods": [
        {"podRef": {"name": "temporal-77b967fc9c-nsx5j", "namespace": "default",
                    "uid": "2796952a-6804-431f-a685-6862376a4b5d"},
         "startTime": "2026-11-25T07:54:02Z",
         "containers": [
          {"name": "temporal", "startTime": "2026-11-25T07:54:02Z",
           "cpu": {"time": "2026-11-25T09:01:51Z", "usageNanoCores": 35510825,
                   "usageCoreNanoSeconds": 147380693354},
           "memory": {"time": "2026-11-25T09:01:51Z", "availableBytes": 2032746496,
                      "usageBytes": 118816768, "workingSetBytes": 114737152,
                      "rssBytes": 74412032, "pageFaults": 5078326, "majorPageFaults": 252},
           "swap": {"time": "2026-11-25T09:01:51Z", "swapAvailableBytes": 0, "swapUsageBytes": 0}}],
         "cpu": {"time": "2026-11-25T09:01:42Z", "usageNanoCores": 32177352,
                 "usageCoreNanoSeconds": 147091514070},
         "memory": {"time": "2026-11-25T09:01:42Z", "usageBytes": 120475648,
                    "workingSetBytes": 116396032}},
        {"podRef": {"name": "coredns-57dc7749b9-2lgnk", "namespace": "kube-system",
                    "uid": "a29dd3a6-8b8c-4b6a-8573-e328c9a12dc4"},
         "containers": [
          {"name": "coredns", "cpu": {"usageNanoCores": 838257},
           "memory": {"workingSetBytes": 23793664}}]}]}
      """;

  @TempDir Path folder;
  private FakeCluster cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = new FakeCluster(folder);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void theMetricsServerTells() throws Exception {
    cluster.server.answer(
        SERVER,
        200,
        """
        {"items": [
          {"metadata": {"name": "web-1", "labels": {"nebula.dev/service": "web"}},
           "containers": [{"usage": {"cpu": "12345678n", "memory": "1Mi"}},
                          {"usage": {"cpu": "3m", "memory": "1Ki"}}]}]}
        """);

    assertEquals(Map.of("web", new Use(15, 1024 * 1025)), cluster.kube.usage());
    assertEquals(List.of(SERVER), asked());
  }

  @Test
  void withoutAMetricsServerTheKubeletTells() throws Exception {
    pod("temporal-77b967fc9c-nsx5j", "temporal", "first");
    cluster.server.answer(FIRST, 200, RECORDED);

    assertEquals(Map.of("temporal", new Use(35, 114_737_152)), cluster.kube.usage());
    assertEquals(List.of(SERVER, PODS, FIRST), asked());

    assertEquals(Map.of("temporal", new Use(35, 114_737_152)), cluster.kube.usage());
    assertEquals(List.of(PODS, FIRST), asked());
  }

  @Test
  void podsAndContainersOfAServiceCountTogetherOnWhateverNodeTheyAre() throws Exception {
    pod("web-1", "web", "first");
    pod("web-2", "web", "second");
    pod("store-1", "store", "second");
    cluster.server.answer(FIRST, 200, "{\"pods\": [" + measured("web-1", "default", 5, 100) + "]}");
    cluster.server.answer(
        SECOND,
        200,
        "{\"pods\": [%s, %s, %s, %s]}"
            .formatted(
                measured("web-2", "default", 7, 1000),
                measured("store-1", "default", 0, 40),
                measured("store-1", "another-namespace", 90, 90),
                measured("of-somebody-else", "default", 90, 90)));

    assertEquals(Map.of("web", new Use(24, 2200), "store", new Use(0, 80)), cluster.kube.usage());
  }

  @Test
  void aContainerThatHasJustStartedHasNoProcessorTimeYet() throws Exception {
    pod("web-1", "web", "first");
    cluster.server.answer(
        FIRST,
        200,
        """
        {"pods": [{"podRef": {"name": "web-1", "namespace": "default"},
                   "containers": [{"name": "web", "memory": {"workingSetBytes": 7}}]}]}
        """);

    assertEquals(Map.of("web", new Use(0, 7)), cluster.kube.usage());
  }

  @Test
  void aNodeThatDoesNotAnswerIsLeftOut() throws Exception {
    pod("web-1", "web", "first");
    pod("store-1", "store", "second");
    cluster.server.answer(FIRST, 200, "{\"pods\": [" + measured("web-1", "default", 5, 100) + "]}");
    cluster.server.answer(SECOND, 500, status(500, "error dialing backend"));

    assertEquals(Map.of("web", new Use(10, 200)), cluster.kube.usage());
  }

  @Test
  void whoMayNotAskKubeletsSeesNothingAndIsNotRefusedAgain() throws Exception {
    pod("web-1", "web", "first");
    cluster.server.answer(SERVER, 403, status(403, "pods.metrics.k8s.io is forbidden"));
    cluster.server.answer(FIRST, 403, status(403, "nodes first is forbidden"));

    assertEquals(Map.of(), cluster.kube.usage());
    assertEquals(List.of(SERVER, PODS, FIRST), asked());

    assertEquals(Map.of(), cluster.kube.usage());
    assertEquals(List.of(), asked());
  }

  @Test
  void aMetricsServerThatFailsIsAskedAgain() throws Exception {
    cluster.server.answer(SERVER, 500, status(500, "not yet"));
    assertEquals(Map.of(), cluster.kube.usage());
    assertEquals(List.of(SERVER), asked());

    cluster.server.answer(SERVER, 200, "{\"items\": []}");
    assertEquals(Map.of(), cluster.kube.usage());
    assertEquals(List.of(SERVER), asked());
  }

  /// The paths that were asked since, each once: fabric8 repeats a question that failed.
  private List<String> asked() {
    List<String> paths =
        cluster.server.requests().stream()
            .map(ReceivedRequest::path)
            .filter(path -> !path.equals("/livez"))
            .distinct()
            .toList();
    cluster.server.forgetRequests();
    return paths;
  }

  private void pod(String name, String service, String node) {
    cluster.server.put(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          labels: {app.kubernetes.io/managed-by: nebula, nebula.dev/service: %s}
        spec: {nodeName: %s, containers: []}
        status: {phase: Running}
        """
            .formatted(name, service, node));
  }

  /// With two containers that use the same.
  private static String measured(String pod, String namespace, int millicores, int bytes) {
    String container =
        "{\"cpu\": {\"usageNanoCores\": %d}, \"memory\": {\"workingSetBytes\": %d}}"
            .formatted(millicores * 1_000_000, bytes);
    return "{\"podRef\": {\"name\": \"%s\", \"namespace\": \"%s\"}, \"containers\": [%s, %s]}"
        .formatted(pod, namespace, container, container);
  }

  private static String status(int code, String message) {
    return """
    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "%s"}
    """
        .formatted(code, message);
  }
}
