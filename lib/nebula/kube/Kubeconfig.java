package nebula.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import nebula.cluster.ClusterAccess;
import nebula.model.Failure;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Reads the access to a cluster from a kubeconfig. What k3d writes (certificates in the file) is
/// handed to fabric8 field by field, because its own reader costs a start 0.3 s; everything else,
/// such as tokens from a program, is left to that reader.
final class Kubeconfig {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  /// Three tries more, 0.35 s: what takes longer {@link FabricApi} waits for.
  private static final int TRIES = 3;

  private static final int FIRST_GAP_MILLIS = 50;

  /// Says in a key that it is of an elliptic curve: id-ecPublicKey.
  private static final String ELLIPTIC = "*\u0086H\u00ce=\u0002\u0001";

  private static final Set<String> SIMPLE_CLUSTER = Set.of("server", "certificate-authority-data");
  private static final Set<String> SIMPLE_USER =
      Set.of("client-certificate-data", "client-key-data");

  private Kubeconfig() {}

  /// @throws Failure when the file cannot be read or does not hold the context
  static Config read(ClusterAccess access) {
    try {
      String text = Files.readString(access.kubeconfig());
      JsonValue root = new JsonValue(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
      JsonValue context = named(root.at("contexts"), access.context()).at("context");
      if (!context.present()) {
        throw missing(access);
      }
      JsonValue cluster = named(root.at("clusters"), context.at("cluster").text("")).at("cluster");
      JsonValue user = named(root.at("users"), context.at("user").text("")).at("user");
      boolean simple =
          SIMPLE_CLUSTER.containsAll(cluster.names()) && SIMPLE_USER.containsAll(user.names());
      return patient(
          simple
              ? simple(cluster, user)
              : Config.fromKubeconfig(access.context(), access.kubeconfig().toFile()));
    } catch (IOException
        | KubernetesClientException
        | org.yaml.snakeyaml.error.YAMLException
        | IllegalArgumentException e) {
      throw unreadable(access.kubeconfig(), e);
    }
  }

  private static Config simple(JsonValue cluster, JsonValue user) {
    Optional<String> key = user.at("client-key-data").text();
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(cluster.at("server").text(""))
        .withCaCertData(cluster.at("certificate-authority-data").text().orElse(null))
        .withClientCertData(user.at("client-certificate-data").text().orElse(null))
        .withClientKeyData(key.orElse(null))
        .withClientKeyAlgo(key.map(Kubeconfig::algorithm).orElse("RSA"))
        .build();
  }

  /// By the key's title, or by the content where the title does not say it (PKCS#8).
  private static String algorithm(String key) {
    String pem = new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII);
    if (!pem.contains("BEGIN PRIVATE KEY")) {
      return pem.contains("BEGIN EC ") ? "EC" : "RSA";
    }
    int content = pem.indexOf("KEY-----") + "KEY-----".length();
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(content, pem.indexOf("-----END")));
    return new String(der, StandardCharsets.ISO_8859_1).contains(ELLIPTIC) ? "EC" : "RSA";
  }

  private static Config patient(Config config) {
    config.setConnectionTimeout((int) CONNECT_LIMIT.toMillis());
    config.setRequestTimeout((int) ANSWER_LIMIT.toMillis());
    config.setRequestRetryBackoffLimit(TRIES);
    config.setRequestRetryBackoffInterval(FIRST_GAP_MILLIS);
    // Without TLS nobody offers HTTP/2, and asking for it confuses some servers.
    config.setHttp2Disable(config.getMasterUrl().startsWith("http:"));
    return config;
  }

  private static JsonValue named(JsonValue list, String name) {
    return list.items().stream()
        .filter(item -> item.at("name").text("").equals(name))
        .findFirst()
        .orElse(new JsonValue(null));
  }

  private static Failure missing(ClusterAccess access) {
    return Failure.machineLacks(
        "the context " + access.context() + " is not in " + access.kubeconfig(),
        "run `kubectl config get-contexts` to see which there are");
  }

  private static Failure unreadable(Path file, Exception e) {
    return Failure.machineLacks(
        "the kubeconfig " + file + " cannot be used: " + e.getMessage(),
        "delete the file, ./jbang up.java writes it anew");
  }
}
