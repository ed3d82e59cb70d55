package nebula.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nebula.kube.Kube.Use;
import nebula.model.Failure;

/// What pods use, as the kubelet of each node that has one of ours tells. A metrics server asks
/// them the same, so that a cluster needs none for it.
final class Kubelets {
  private static final long NANOS_IN_MILLI = 1_000_000;

  private final FabricApi api;
  private final String namespace;

  Kubelets(FabricApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /// A node that does not answer is left out.
  ///
  /// @throws ApiError with 403 where the user of the context may not ask kubelets
  Map<String, Use> now() throws ApiError, InterruptedException {
    List<Callable<Map<String, Use>>> questions = new ArrayList<>();
    servicesOfPodsByNode().forEach((node, pods) -> questions.add(() -> on(node, pods)));
    Map<String, Use> uses = new LinkedHashMap<>();
    for (Map<String, Use> answer : Together.all(questions)) {
      answer.forEach((service, use) -> uses.merge(service, use, Use::plus));
    }
    return uses;
  }

  private Map<String, Map<String, String>> servicesOfPodsByNode()
      throws ApiError, InterruptedException {
    // What the API server has in memory is new enough, and costs its database nothing.
    String path =
        "/api/v1/namespaces/"
            + namespace
            + "/pods"
            + Selector.of(Labels.managed(), "status.phase=Running")
            + "&resourceVersion=0";
    Map<String, Map<String, String>> nodes = new LinkedHashMap<>();
    for (ApiObject pod : api.read(path).map(ApiObject::all).orElse(List.of())) {
      nodes
          .computeIfAbsent(pod.at("spec", "nodeName").text(""), _ -> new LinkedHashMap<>())
          .put(pod.name(), pod.label(Labels.SERVICE));
    }
    return nodes;
  }

  private Map<String, Use> on(String node, Map<String, String> services)
      throws ApiError, InterruptedException {
    // Without file systems and networks, which take the kubelet longest to find out.
    String path = "/api/v1/nodes/" + node + "/proxy/stats/summary?only_cpu_and_memory=true";
    Map<String, Use> uses = new LinkedHashMap<>();
    try {
      for (JsonValue pod : api.read(path).orElse(new JsonValue(null)).at("pods").items()) {
        String service = services.get(pod.at("podRef", "name").text(""));
        if (service != null && pod.at("podRef", "namespace").text("").equals(namespace)) {
          pod.at("containers").items().forEach(one -> uses.merge(service, use(one), Use::plus));
        }
      }
    } catch (ApiError refused) {
      if (refused.forbidden()) {
        throw refused;
      }
    } catch (Failure silent) {
      // The other nodes are not silent with it.
    }
    return uses;
  }

  /// A container that has just started has no processor time yet.
  private static Use use(JsonValue container) {
    return new Use(
        container.at("cpu", "usageNanoCores").number(0) / NANOS_IN_MILLI,
        container.at("memory", "workingSetBytes").number(0));
  }
}
