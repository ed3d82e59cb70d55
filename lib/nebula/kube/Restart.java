package nebula.kube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Lets a service's workloads replace their pods, as `kubectl rollout restart` does: by an
/// annotation of the pods' template, so that the strategy of each workload decides how.
final class Restart {
  private static final List<String> RESTARTABLE = List.of("Deployment", "StatefulSet", "DaemonSet");

  private final FabricApi api;
  private final ServiceObjects objects;

  Restart(FabricApi api, ServiceObjects objects) {
    this.api = api;
    this.objects = objects;
  }

  /// @return how many workloads start anew; Jobs cannot
  int run(String service, Instant at) throws ApiError, InterruptedException {
    String patch =
        """
        {"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"%s"}}}}}\
        """
            .formatted(at);
    List<Callable<Void>> requests = new ArrayList<>();
    for (Map.Entry<String, String> object : objects.kindsByPath(service).entrySet()) {
      if (RESTARTABLE.contains(object.getValue())) {
        requests.add(() -> {
          api.merge(object.getKey(), patch);
          return null;
        });
      }
    }
    if (!requests.isEmpty()) {
      Together.all(requests);
    }
    return requests.size();
  }
}
