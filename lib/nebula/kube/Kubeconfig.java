package nebula.kube;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import nebula.cluster.ClusterAccess;
import nebula.model.Failure;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Reads the access to a cluster from a kubeconfig. What k3d writes (certificates in the file) is
/// read here, because fabric8's way costs a start 0.3 s; everything else, such as tokens from a
/// program, is left to fabric8.
final class Kubeconfig {
  private static final Set<String> SIMPLE_CLUSTER = Set.of("server", "certificate-authority-data");
  private static final Set<String> SIMPLE_USER =
      Set.of("client-certificate-data", "client-key-data");

  private Kubeconfig() {}

  /// @throws Failure when the file cannot be read or does not hold the context
  static ApiAccess read(ClusterAccess access) {
    try {
      String text = Files.readString(access.kubeconfig());
      JsonValue root = new JsonValue(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
      JsonValue context = named(root.at("contexts"), access.context()).at("context");
      if (!context.present()) {
        throw missing(access);
      }
      JsonValue cluster = named(root.at("clusters"), context.at("cluster").text("")).at("cluster");
      JsonValue user = named(root.at("users"), context.at("user").text("")).at("user");
      if (SIMPLE_CLUSTER.containsAll(cluster.names()) && SIMPLE_USER.containsAll(user.names())) {
        return simple(cluster, user);
      }
      return FabricAccess.read(access.context(), access.kubeconfig());
    } catch (IOException e) {
      throw unreadable(access.kubeconfig(), e);
    } catch (org.yaml.snakeyaml.error.YAMLException | IllegalArgumentException e) {
      throw unreadable(access.kubeconfig(), e);
    }
  }

  private static ApiAccess simple(JsonValue cluster, JsonValue user) throws IOException {
    String server = cluster.at("server").text("");
    Optional<SSLContext> tls = Optional.empty();
    if (server.startsWith("https:")) {
      tls =
          Optional.of(
              TlsMaterial.context(
                  decoded(cluster.at("certificate-authority-data")),
                  decoded(user.at("client-certificate-data")),
                  decoded(user.at("client-key-data"))));
    }
    URI base = URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
    Optional<InetSocketAddress> direct = Optional.empty();
    return new ApiAccess(base, tls, Optional.empty(), direct);
  }

  private static Optional<String> decoded(JsonValue data) {
    return data.text()
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII));
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
