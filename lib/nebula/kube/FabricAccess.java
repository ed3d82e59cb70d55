package nebula.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/// The access to a cluster as fabric8 reads it: tokens, programs that give tokens, files, proxies.
final class FabricAccess {
  private FabricAccess() {}

  static ApiAccess read(String context, Path file) throws IOException {
    Config config = Config.fromKubeconfig(context, file.toFile());
    try {
      String server = config.getMasterUrl();
      return new ApiAccess(
          URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server),
          server.startsWith("https:") ? Optional.of(SSLUtils.sslContext(config)) : Optional.empty(),
          authorization(config),
          proxy(config));
    } catch (GeneralSecurityException e) {
      throw new IOException("its certificates or key: " + e.getMessage(), e);
    }
  }

  private static Optional<String> authorization(Config config) {
    if (config.getUsername() != null && config.getPassword() != null) {
      String both = config.getUsername() + ":" + config.getPassword();
      byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    String token =
        config.getOauthTokenProvider() != null
            ? config.getOauthTokenProvider().getToken()
            : config.getOauthToken() != null ? config.getOauthToken() : config.getAutoOAuthToken();
    return Optional.ofNullable(token).filter(text -> !text.isEmpty()).map(text -> "Bearer " + text);
  }

  private static Optional<InetSocketAddress> proxy(Config config) {
    return Optional.ofNullable(config.getHttpsProxy())
        .map(text -> URI.create(text.contains("://") ? text : "http://" + text))
        .filter(address -> address.getHost() != null && address.getPort() > 0)
        .map(address -> InetSocketAddress.createUnresolved(address.getHost(), address.getPort()));
  }
}
