package nebula.kube;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nebula.kube.Kube.Use;

/// What pods use: as the cluster's metrics server tells, or where there is none as its kubelets do,
/// where they may be asked. Who tells is found out once.
final class Metrics {
  /// The next look comes soon: better nothing is shown than that one waits for the other.
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private enum Teller {
    UNKNOWN,
    METRICS_SERVER,
    KUBELETS,
    NOBODY
  }

  private final MetricsServer server;
  private final Kubelets kubelets;
  private Teller teller = Teller.UNKNOWN;

  Metrics(FabricApi api, String namespace) {
    FabricApi impatient = new FabricApi(api.session(), LIMIT);
    this.server = new MetricsServer(impatient, namespace);
    this.kubelets = new Kubelets(impatient, namespace);
  }

  /// Empty where nobody tells.
  ///
  /// @throws ApiError when it may be told the next time
  synchronized Map<String, Use> now() throws ApiError, InterruptedException {
    return switch (teller) {
      case UNKNOWN -> first();
      case METRICS_SERVER -> server.now().orElse(Map.of());
      case KUBELETS -> fromKubelets();
      case NOBODY -> Map.of();
    };
  }

  private Map<String, Use> first() throws ApiError, InterruptedException {
    Optional<Map<String, Use>> told = fromServer();
    teller = told.isPresent() ? Teller.METRICS_SERVER : Teller.KUBELETS;
    return told.isPresent() ? told.get() : fromKubelets();
  }

  private Optional<Map<String, Use>> fromServer() throws ApiError, InterruptedException {
    try {
      return server.now();
    } catch (ApiError refused) {
      // Who has no rights hears this too where there is no metrics server.
      if (refused.forbidden()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private Map<String, Use> fromKubelets() throws ApiError, InterruptedException {
    try {
      return kubelets.now();
    } catch (ApiError refused) {
      if (!refused.forbidden()) {
        throw refused;
      }
      teller = Teller.NOBODY;
      return Map.of();
    }
  }
}
