package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nebula.kube.Kube.Applied;
import nebula.model.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What an apply sends to the cluster, and what it leaves alone.
class ApplyTest {
  private static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {greeting: hello}
      """;
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      """;
  private static final String BOTH = SETTINGS + "---\n" + ManifestFiles.DEPLOYMENT;
  private static final String SETTINGS_PATH = "/api/v1/namespaces/default/configmaps/settings";
  private static final String DEPLOYMENT_PATH = "/apis/apps/v1/namespaces/default/deployments/web";

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
  void sendsWhatIsNewByServerSideApply() throws Exception {
    Applied applied = cluster.apply("web", BOTH);

    assertEquals(List.of("ConfigMap settings", "Deployment web"), applied.sent());
    assertTrue(
        cluster.server.writes().stream()
            .allMatch(request ->
                Set.of(request.query().split("&"))
                    .equals(
                        Set.of("fieldManager=nebula", "force=true", "fieldValidation=Strict"))));
    assertEquals(List.of("PATCH " + SETTINGS_PATH, "PATCH " + DEPLOYMENT_PATH), cluster.writes());
  }

  @Test
  void labelsObjectsAndPodTemplatesWithTheService() throws Exception {
    cluster.apply("web", BOTH);

    JsonNode deployment = cluster.server.get("Deployment", "default", "web").orElseThrow();
    for (JsonNode labels :
        List.of(
            deployment.at("/metadata/labels"), deployment.at("/spec/template/metadata/labels"))) {
      assertEquals("web", labels.path("nebula.dev/service").asString());
      assertEquals("nebula", labels.path("app.kubernetes.io/managed-by").asString());
    }
    assertEquals(
        1, deployment.at("/spec/selector/matchLabels").size(), "selectors cannot be changed");
  }

  @Test
  void sendsNothingWhenNothingChanged() throws Exception {
    cluster.apply("web", BOTH);
    cluster.server.forgetRequests();

    assertTrue(cluster.apply("web", BOTH).nothingChanged());
    assertEquals(List.of(), cluster.server.writes());
  }

  @Test
  void sendsOnlyWhatChanged() throws Exception {
    cluster.apply("web", BOTH);
    cluster.writes();

    Applied applied = cluster.apply("web", BOTH.replace("hello", "good evening"));

    assertEquals(List.of("ConfigMap settings"), applied.sent());
    assertEquals(List.of("PATCH " + SETTINGS_PATH), cluster.writes());
  }

  @Test
  void restoresWhatWasDeletedByHand() throws Exception {
    cluster.apply("web", BOTH);
    cluster.server.remove("ConfigMap", "default", "settings");
    anotherRun();

    assertEquals(List.of("ConfigMap settings"), cluster.apply("web", BOTH).sent());
  }

  @Test
  void restoresWhatAnotherManagerTookOver() throws Exception {
    cluster.apply("web", BOTH);
    cluster.server.put(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          labels: {app.kubernetes.io/managed-by: nebula, nebula.dev/service: web}
          managedFields:
          - manager: kubectl-edit
            operation: Update
            apiVersion: v1
            fieldsV1: {"f:data": {"f:greeting": {}}}
          - manager: nebula
            operation: Apply
            apiVersion: v1
            fieldsV1: {"f:metadata": {"f:labels": {}}}
        data: {greeting: changed by hand}
        """);
    anotherRun();

    assertEquals(List.of("ConfigMap settings"), cluster.apply("web", BOTH).sent());
    JsonNode settings = cluster.server.get("ConfigMap", "default", "settings").orElseThrow();
    assertEquals("hello", settings.at("/data/greeting").asString());
  }

  @Test
  void leavesAloneWhatControllersWrite() throws Exception {
    cluster.apply("web", CLAIM);
    JsonNode before = cluster.server.get("PersistentVolumeClaim", "default", "data").orElseThrow();
    String fields = before.at("/metadata/managedFields").toString();
    cluster.server.put(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data, managedFields: %s, annotations: {bound-by-controller: "yes"}}
        spec: {volumeName: pv-1}
        status: {phase: Bound}
        """
            .formatted(fields));
    anotherRun();

    assertTrue(cluster.apply("web", CLAIM).nothingChanged());
  }

  @Test
  void deletesWhatIsNoLongerInTheManifests() throws Exception {
    cluster.apply("web", BOTH);
    cluster.writes();

    Applied applied = cluster.apply("web", SETTINGS);

    assertEquals(List.of("Deployment web"), applied.deleted());
    assertEquals(List.of("DELETE " + DEPLOYMENT_PATH), cluster.writes());
    assertTrue(cluster.apply("web", SETTINGS).nothingChanged());
  }

  @Test
  void neverDeletesAClaimThatIsNoLongerInTheManifests() throws Exception {
    cluster.apply("web", CLAIM + "---\n" + SETTINGS);

    assertTrue(cluster.apply("web", SETTINGS).nothingChanged());
    assertTrue(cluster.server.get("PersistentVolumeClaim", "default", "data").isPresent());
  }

  @Test
  void leavesOtherServicesAlone() throws Exception {
    cluster.apply("web", BOTH);
    cluster.apply("other", SETTINGS.replace("name: settings", "name: others"));

    assertEquals(List.of("other", "web"), cluster.kube.installed());
    assertTrue(cluster.apply("web", BOTH).nothingChanged());
  }

  @Test
  void saysWhatWouldBeSentAndSendsNothing() throws Exception {
    cluster.apply("web", BOTH);
    cluster.server.forgetRequests();

    List<String> difference =
        cluster.kube.difference(
            "web", cluster.manifests(SETTINGS.replace("hello", "bye") + "---\n" + CLAIM));

    assertEquals(
        List.of(
            "ConfigMap settings: changed",
            "PersistentVolumeClaim data: new",
            "Deployment web: deleted"),
        difference);
    assertEquals(List.of(), cluster.server.writes());
  }

  @Test
  void namesARefusedObjectItsPlaceTheReasonAndWhatWasAppliedAllTheSame() {
    cluster.server.refuse(object ->
        object.path("kind").asString().equals("Deployment")
            ? Optional.of("spec.replicas: must not be that many")
            : Optional.empty());

    Cause cause = assertThrows(ApplyRefused.class, () -> cluster.apply("web", BOTH)).cause();

    String place = cluster.manifests(BOTH).getLast().position().toString();
    assertEquals(Cause.Kind.REFUSED, cause.kind());
    assertEquals(
        "Deployment web (" + place + ") was refused: spec.replicas: must not be that many",
        cause.what());
    assertEquals(Optional.of("correct " + place), cause.mend());
    assertEquals(List.of("ConfigMap settings was applied"), cause.details());
  }

  @Test
  void goesOnWhereARefusedApplyEnded() throws Exception {
    boolean[] refusing = {true};
    cluster.server.refuse(object ->
        refusing[0] && object.path("kind").asString().equals("Deployment")
            ? Optional.of("spec: no")
            : Optional.empty());
    assertThrows(ApplyRefused.class, () -> cluster.apply("web", BOTH));
    refusing[0] = false;

    assertEquals(List.of("Deployment web"), cluster.apply("web", BOTH).sent());
  }

  @Test
  void findsWhatAKilledApplyLeftBehind() throws Exception {
    cluster.server.refuse(object ->
        object.path("kind").asString().equals("Deployment")
            ? Optional.of("spec: the run is killed here")
            : Optional.empty());
    assertThrows(ApplyRefused.class, () -> cluster.apply("web", BOTH));
    cluster.writes();

    Applied applied = cluster.apply("web", CLAIM);

    assertEquals(List.of("ConfigMap settings", "Deployment web"), applied.deleted());
    assertTrue(cluster.server.get("ConfigMap", "default", "settings").isEmpty());
  }

  @Test
  void namesAKindThatTheClusterDoesNotHave() {
    String widget =
        """
        apiVersion: example.dev/v1
        kind: Widget
        metadata: {name: one}
        """;

    Cause cause = assertThrows(ApplyRefused.class, () -> cluster.apply("web", widget)).cause();

    assertTrue(cause.what().endsWith("the cluster has no kind Widget in example.dev/v1"));
  }

  /// What the cluster holds is asked for anew.
  private void anotherRun() throws IOException {
    FakeCluster before = cluster;
    cluster = before.reconnected();
  }
}
