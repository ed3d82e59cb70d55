package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nebula.cluster.ClusterAccess;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way to a cluster, from a kubeconfig.
class KubeconfigTest {
  private static final String TWO_CLUSTERS =
      """
      apiVersion: v1
      kind: Config
      current-context: other
      clusters:
      - {name: other, cluster: {server: "http://127.0.0.1:1"}}
      - {name: mine, cluster: {server: "http://127.0.0.1:2/"}}
      users:
      - {name: nobody, user: {}}
      - {name: me, user: {token: secret}}
      contexts:
      - {name: other, context: {cluster: other, user: nobody}}
      - {name: mine, context: {cluster: mine, user: nobody}}
      - {name: with-token, context: {cluster: mine, user: me}}
      """;

  @TempDir Path folder;

  @Test
  void readsTheContextThatIsAskedForAndNotTheCurrentOne() throws Exception {
    ApiAccess access = Kubeconfig.read(access(TWO_CLUSTERS, "mine"));

    assertEquals(URI.create("http://127.0.0.1:2"), access.server());
    assertEquals(Optional.empty(), access.authorization());
  }

  @Test
  void readsATokenToo() throws Exception {
    ApiAccess access = Kubeconfig.read(access(TWO_CLUSTERS, "with-token"));

    assertEquals(URI.create("http://127.0.0.1:2"), access.server());
    assertEquals(Optional.of("Bearer secret"), access.authorization());
  }

  @Test
  void namesTheContextThatIsMissing() {
    Failure failure =
        assertThrows(Failure.class, () -> Kubeconfig.read(access(TWO_CLUSTERS, "gone")));

    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("the context gone is not in "));
  }

  @Test
  void saysThatAFileIsNoKubeconfig() {
    for (String text : new String[] {"{", "", "just text"}) {
      assertThrows(Failure.class, () -> Kubeconfig.read(access(text, "mine")), text);
    }
  }

  private ClusterAccess access(String text, String context) throws IOException {
    return new ClusterAccess(Files.writeString(folder.resolve("kubeconfig"), text), context);
  }
}
