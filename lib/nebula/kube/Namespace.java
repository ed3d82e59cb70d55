package nebula.kube;

import java.time.Duration;

/// The namespace that the services live in; made when the first object finds it missing, which
/// costs the usual start nothing.
final class Namespace {
  private static final Duration ACCOUNT_LIMIT = Duration.ofSeconds(10);

  private final FabricApi api;
  private final String name;

  Namespace(FabricApi api, String name) {
    this.api = api;
    this.name = name;
  }

  boolean isWhatIsMissing(ApiError error) {
    return error.notFound() && error.getMessage().startsWith("namespaces \"" + name + "\"");
  }

  /// Returns when pods can be made in it: they need its default account, which comes a little
  /// later.
  void create() throws ApiError, InterruptedException {
    String namespace =
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}";
    api.apply("/api/v1/namespaces/" + name, namespace);
    String account = "/api/v1/namespaces/" + name + "/serviceaccounts/default";
    Polling.until(ACCOUNT_LIMIT, () -> api.exists(account));
  }
}
