package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalHostTest {
  @TempDir Path folder;
  private Path absent;
  private Path first;
  private Path second;

  @BeforeEach
  void writeKubeconfigs() throws Exception {
    absent = folder.resolve("absent");
    first = Files.writeString(folder.resolve("first"), kubeconfig("work"));
    second = Files.writeString(folder.resolve("second"), kubeconfig("staging"));
  }

  @Test
  void findsTheContextInTheFirstFileThatHasIt() throws Exception {
    ClusterAccess access = host("staging").ensure();
    assertEquals(new ClusterAccess(second, "staging"), access);
    assertEquals(Optional.of(access), host("staging").running());
  }

  @Test
  void aContextThatIsNowhereIsBadInputWithThoseThatAre() {
    Failure failure = assertThrows(Failure.class, () -> host("stagign").ensure());
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains("there are: work, staging;"), failure.getMessage());
  }

  @Test
  void nothingIsPlannedOrOwned() throws Exception {
    assertEquals(List.of(), host("work").plan().steps());
    assertEquals(List.of(), host("work").belongings());
  }

  @Test
  void deletesNothing() throws Exception {
    Failure failure = assertThrows(Failure.class, () -> host("work").delete());
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertEquals(kubeconfig("work"), Files.readString(first));
  }

  @Test
  void readsKubeconfigPathsAsKubectlDoes() {
    Path home = Path.of("home");
    assertEquals(
        List.of(home.resolve(".kube").resolve("config")), ExternalHost.kubeconfigs(null, home));
    assertEquals(
        List.of(Path.of("a"), Path.of("b")),
        ExternalHost.kubeconfigs("a" + java.io.File.pathSeparator + "b", home));
  }

  private ClusterHost host(String context) {
    return new ExternalHost(context, List.of(absent, first, second));
  }

  private static String kubeconfig(String context) {
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
    users: [{name: u, user: {}}]
    contexts: [{name: %s, context: {cluster: c, user: u}}]
    """
        .formatted(context);
  }
}
