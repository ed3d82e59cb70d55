package nebula.kube;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nebula.kube.Kube.Use;

/// What pods use, as the cluster's metrics server tells.
final class MetricsServer {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private final FabricApi api;
  private final String path;

  MetricsServer(FabricApi api, String namespace) {
    this.api = api;
    this.path =
        "/apis/metrics.k8s.io/v1beta1/namespaces/"
            + namespace
            + "/pods"
            + Selector.ofLabels(Labels.managed());
  }

  /// Nothing where the cluster has no metrics server.
  Optional<Map<String, Use>> now() throws ApiError, InterruptedException {
    return api.read(path).map(MetricsServer::uses);
  }

  private static Map<String, Use> uses(JsonValue list) {
    Map<String, Use> uses = new LinkedHashMap<>();
    for (ApiObject pod : ApiObject.all(list)) {
      for (JsonValue container : pod.at("containers").items()) {
        Use use =
            new Use(
                amount(container.at("usage", "cpu")).multiply(THOUSAND).longValue(),
                amount(container.at("usage", "memory")).longValue());
        uses.merge(pod.label(Labels.SERVICE), use, Use::plus);
      }
    }
    return uses;
  }

  private static BigDecimal amount(JsonValue quantity) {
    return new Quantity(quantity.text("0")).getNumericalAmount();
  }
}
