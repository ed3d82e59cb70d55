package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import nebula.cluster.ClusterAccess;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    Config config = Kubeconfig.read(access(TWO_CLUSTERS, "mine"));

    assertEquals("http://127.0.0.1:2/", config.getMasterUrl());
    assertNull(config.getAutoOAuthToken());
  }

  @Test
  void readsATokenToo() throws Exception {
    Config config = Kubeconfig.read(access(TWO_CLUSTERS, "with-token"));

    assertEquals("http://127.0.0.1:2/", config.getMasterUrl());
    assertEquals("secret", config.getAutoOAuthToken());
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

  @ParameterizedTest
  @CsvSource({
    "EC, 256, PRIVATE KEY",
    "EC, 256, EC PRIVATE KEY",
    "RSA, 1024, PRIVATE KEY",
    "RSA, 1024, RSA PRIVATE KEY"
  })
  void knowsOfWhichAlgorithmAKeyIs(String algorithm, int bits, String title) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    String pem =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(title, Base64.getMimeEncoder().encodeToString(key), title);
    String data = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    String text = TWO_CLUSTERS.replace("user: {}", "user: {client-key-data: " + data + "}");

    assertEquals(algorithm, Kubeconfig.read(access(text, "mine")).getClientKeyAlgo());
  }

  private ClusterAccess access(String text, String context) throws IOException {
    return new ClusterAccess(Files.writeString(folder.resolve("kubeconfig"), text), context);
  }
}
