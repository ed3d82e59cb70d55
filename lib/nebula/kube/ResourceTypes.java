package nebula.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nebula.model.Failure;

/// Finds the type of a kind: the usual ones are known here, so that no start asks for them; the
/// others, such as those of a CRD, the API server tells.
final class ResourceTypes {
  private final FabricApi api;
  private final Map<String, ResourceType> told = new ConcurrentHashMap<>();

  ResourceTypes(FabricApi api) {
    this.api = api;
  }

  /// Empty when the server does not know the kind.
  Optional<ResourceType> find(String apiVersion, String kind) throws InterruptedException {
    Optional<ResourceType> usual = usual(apiVersion, kind);
    if (usual.isPresent()) {
      return usual;
    }
    String key = apiVersion + " " + kind;
    ResourceType known = told.get(key);
    return known != null ? Optional.of(known) : discover(apiVersion, kind, key);
  }

  /// Whether the server says that it has no such kind; false also when it does not say.
  boolean lacks(String apiVersion, String kind) throws InterruptedException {
    String key = apiVersion + " " + kind;
    try {
      return !told.containsKey(key) && ask(apiVersion, kind, key).isEmpty();
    } catch (ApiError | Failure silent) {
      return false;
    }
  }

  private Optional<ResourceType> discover(String apiVersion, String kind, String key)
      throws InterruptedException {
    try {
      return ask(apiVersion, kind, key);
    } catch (ApiError e) {
      return Optional.empty();
    }
  }

  private Optional<ResourceType> ask(String apiVersion, String kind, String key)
      throws ApiError, InterruptedException {
    String root = apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/";
    Optional<JsonValue> known = api.read(root + apiVersion);
    for (JsonValue type : known.map(it -> it.at("resources").items()).orElse(List.of())) {
      String plural = type.at("name").text("");
      if (type.at("kind").text("").equals(kind) && plural.indexOf('/') < 0) {
        ResourceType found =
            new ResourceType(apiVersion, kind, plural, type.at("namespaced").isTrue());
        told.put(key, found);
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  static Optional<ResourceType> usual(String apiVersion, String kind) {
    return switch (apiVersion + " " + kind) {
      case "v1 ConfigMap",
          "v1 Secret",
          "v1 Service",
          "v1 ServiceAccount",
          "v1 Pod",
          "v1 PersistentVolumeClaim",
          "apps/v1 Deployment",
          "apps/v1 StatefulSet",
          "apps/v1 DaemonSet",
          "apps/v1 ReplicaSet",
          "batch/v1 Job",
          "batch/v1 CronJob",
          "rbac.authorization.k8s.io/v1 Role",
          "rbac.authorization.k8s.io/v1 RoleBinding",
          "policy/v1 PodDisruptionBudget" ->
          Optional.of(new ResourceType(apiVersion, kind, plural(kind), true));
      case "networking.k8s.io/v1 Ingress" ->
          Optional.of(new ResourceType(apiVersion, kind, "ingresses", true));
      case "networking.k8s.io/v1 NetworkPolicy" ->
          Optional.of(new ResourceType(apiVersion, kind, "networkpolicies", true));
      case "v1 Namespace",
          "v1 PersistentVolume",
          "rbac.authorization.k8s.io/v1 ClusterRole",
          "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
          "apiextensions.k8s.io/v1 CustomResourceDefinition" ->
          Optional.of(new ResourceType(apiVersion, kind, plural(kind), false));
      default -> Optional.empty();
    };
  }

  private static String plural(String kind) {
    return kind.toLowerCase(java.util.Locale.ROOT) + "s";
  }
}
