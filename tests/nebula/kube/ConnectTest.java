package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.cluster.ClusterAccess;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens when the API server is away or refuses: an answer, and soon.
@Timeout(8)
class ConnectTest {
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
  void aTunnelThatTheServerRefusesFailsAtOnce() {
    IOException refused =
        assertThrows(IOException.class, () -> cluster.kube.connect("web-1", 8080));

    assertEquals("the API server answered 200", refused.getMessage());
  }

  @Test
  void aTunnelFailsAtOnceWhenTheServerIsAway() {
    cluster.server.close();

    IOException away = assertThrows(IOException.class, () -> cluster.kube.connect("web-1", 8080));

    assertTrue(away.getMessage().startsWith("the API server does not answer: "));
  }

  @Test
  void aCommandFailsAtOnceWhenTheServerIsAway() {
    cluster.server.close();

    assertThrows(
        IOException.class,
        () -> cluster.kube.exec("web-1", Optional.empty(), List.of("true"), Duration.ofSeconds(3)));
  }

  @Test
  void aQuestionSaysThatTheServerIsAwayWhenItsLimitIsOver() {
    cluster.server.close();
    FabricApi hasty = new FabricApi(cluster.api().session(), Duration.ofMillis(200));

    Failure away = assertThrows(Failure.class, () -> hasty.get("/api/v1/nodes/one"));

    assertEquals(ExitCode.MACHINE_LACKS, away.exitCode());
    assertTrue(away.getMessage().contains(cluster.server.url() + " does not answer"));
  }

  @Test
  void aQuestionFailsAtOnceWhenTheCertificatesCannotBeUsed() throws Exception {
    Path kubeconfig = folder.resolve("broken");
    Files.writeString(
        kubeconfig,
        """
        clusters: [{name: fake, cluster: {server: "%s", certificate-authority-data: Z2liYmVyaXNo}}]
        users: [{name: me, user: {}}]
        contexts: [{name: fake, context: {cluster: fake, user: me}}]
        """
            .formatted(cluster.server.url()));

    try (Kube kube = new FabricConnector().connect(new ClusterAccess(kubeconfig, "fake"), "x")) {
      Failure failure = assertThrows(Failure.class, () -> kube.installed());
      assertTrue(failure.getMessage().contains("certificates or key cannot be used"));
    }
  }

  @Test
  void aFollowerEndsWhenTheClusterIsClosed() throws Exception {
    ResourceWatch watch =
        new ResourceWatch(
            cluster.api(),
            "/api/v1/namespaces/default/pods",
            "",
            "",
            new Absence(cluster.api(), "/api/v1/namespaces/default/pods", ""));
    Thread thread = Thread.ofVirtual().start(watch);

    cluster.api().close();

    assertTrue(thread.join(Duration.ofSeconds(5)));
  }
}
