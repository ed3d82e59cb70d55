package nebula.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/// Finds a service's objects: by its inventory, and by their label in case that was lost.
final class ServiceObjects {
  private static final List<String> LABELLED =
      List.of(
          "apps/v1 Deployment",
          "apps/v1 StatefulSet",
          "apps/v1 DaemonSet",
          "batch/v1 Job",
          "batch/v1 CronJob",
          "v1 Service",
          "v1 ConfigMap",
          "v1 Secret",
          "v1 ServiceAccount",
          "v1 PersistentVolumeClaim",
          "networking.k8s.io/v1 Ingress");

  private final FabricApi api;
  private final InventoryStore inventories;
  private final String namespace;

  ServiceObjects(FabricApi api, InventoryStore inventories, String namespace) {
    this.api = api;
    this.inventories = inventories;
    this.namespace = namespace;
  }

  static boolean isWorkload(String kind) {
    return switch (kind) {
      case "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicaSet", "Pod" -> true;
      default -> false;
    };
  }

  static boolean isClaim(String kind) {
    return kind.equals("PersistentVolumeClaim");
  }

  SequencedMap<String, String> kindsByPath(String service) throws ApiError, InterruptedException {
    List<Callable<Map<String, String>>> questions = new ArrayList<>();
    questions.add(() -> inInventory(service));
    for (String type : LABELLED) {
      String[] parts = type.split(" ");
      ResourceType found = ResourceTypes.usual(parts[0], parts[1]).orElseThrow();
      questions.add(() -> labelled(found, service));
    }
    SequencedMap<String, String> all = new LinkedHashMap<>();
    Together.all(questions).forEach(all::putAll);
    return all;
  }

  /// Names of its claims.
  List<String> claims(String service) throws ApiError, InterruptedException {
    return names(core("persistentvolumeclaims"), service);
  }

  /// Names of its pods.
  List<String> pods(String service) throws ApiError, InterruptedException {
    return names(podsPath(), service);
  }

  String podsPath() {
    return core("pods");
  }

  String replicaSetsPath() {
    return "/apis/apps/v1/namespaces/" + namespace + "/replicasets";
  }

  private Map<String, String> inInventory(String service) throws ApiError, InterruptedException {
    Map<String, String> kinds = new LinkedHashMap<>();
    inventories
        .read(service)
        .entries()
        .forEach((path, entry) -> kinds.put(path, entry.title().split(" ")[0]));
    return kinds;
  }

  private Map<String, String> labelled(ResourceType type, String service)
      throws ApiError, InterruptedException {
    Map<String, String> kinds = new LinkedHashMap<>();
    String collection = type.collection(namespace);
    for (String name : names(collection, service)) {
      kinds.put(collection + "/" + name, type.kind());
    }
    return kinds;
  }

  private List<String> names(String collection, String service)
      throws ApiError, InterruptedException {
    return api.list(collection, Labels.ofService(service)).stream().map(ApiObject::name).toList();
  }

  private String core(String plural) {
    return "/api/v1/namespaces/" + namespace + "/" + plural;
  }
}
