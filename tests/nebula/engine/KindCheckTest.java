package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kinds that are not Kubernetes' own: they may be anywhere, and are nowhere.
@Timeout(60)
class KindCheckTest {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {plural: widgets, singular: widget, kind: Widget}
        versions: [{name: v1, served: true, storage: true}]
      """;
  private static final String WIDGET =
      """
      ---
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: one}
      """;

  @TempDir Path root;
  private RehearsedProject project;

  @BeforeEach
  void open() {
    project = new RehearsedProject(root).service("db").service("web", "db");
    project.append("services/web/k8s.yaml", WIDGET);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aKindThatNobodyKnowsIsBadInputBeforeAnythingChanges() {
    Failure failure = assertThrows(Failure.class, () -> project.up());

    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertEquals(
        root.resolve("services/web/k8s.yaml")
            + ":12:1: unknown kind 'Widget' in 'example.com/v1': neither the cluster nor a manifest"
            + " of the project defines it; correct kind or apiVersion, or add its"
            + " CustomResourceDefinition to the manifests",
        failure.getMessage());
    assertEquals(List.of(), project.cluster().server().writes());
  }

  @Test
  void aKindThatTheClusterHasIsApplied() throws Exception {
    project.service("crd").write("services/crd/crd.yaml", DEFINITION);
    assertEquals(ExitCode.HEALTHY, project.up("crd"));
    project.delete("services/crd");

    assertEquals(ExitCode.HEALTHY, project.up());
  }

  @Test
  void aKindThatAServiceBeforeItDefinesIsApplied() throws Exception {
    project.write("services/db/crd.yaml", DEFINITION);

    assertEquals(ExitCode.HEALTHY, project.up());
  }

  @Test
  void aKindThatAnOperatorMayBringIsLeftToTheServiceThatWaitsForIt() throws Exception {
    project.append(
        "services/db/k8s.yaml",
        """
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: operator}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        """);

    assertEquals(ExitCode.SERVICE_FAILED, project.up());
  }

  @Test
  void anEditThatBringsAnUnknownKindChangesNothing() throws Exception {
    project.replace("services/web/k8s.yaml", WIDGET, "");
    try (LiveRun run = project.stay()) {
      project.append("services/web/k8s.yaml", WIDGET);
      int writes = project.cluster().server().writes().size();

      assertThrows(Failure.class, run::follow);

      assertEquals(writes, project.cluster().server().writes().size());
    }
  }

  @Test
  void kubernetesOwnKindsAskNothing() throws Exception {
    project.replace("services/web/k8s.yaml", WIDGET, "");
    project.up();

    assertEquals(
        List.of(),
        project.cluster().server().requests().stream()
            .filter(request -> request.toString().contains("GET /apis/apps/v1 "))
            .toList());
  }
}
