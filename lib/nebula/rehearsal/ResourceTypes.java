package nebula.rehearsal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// The types that the server serves: those of a usual cluster, and custom ones as their definitions
/// come.
final class ResourceTypes {
  private final List<ResourceType> types = new CopyOnWriteArrayList<>(builtIn());

  List<ResourceType> all() {
    return List.copyOf(types);
  }

  Optional<ResourceType> byPlural(String group, String version, String plural) {
    return types.stream()
        .filter(type -> type.group().equals(group))
        .filter(type -> type.version().equals(version))
        .filter(type -> type.plural().equals(plural))
        .findFirst();
  }

  Optional<ResourceType> byKind(String apiVersion, String kind) {
    return types.stream()
        .filter(type -> type.apiVersion().equals(apiVersion))
        .filter(type -> type.kind().equals(kind))
        .findFirst();
  }

  /// The type of that kind which everybody means, for code that works on a known kind.
  ResourceType known(String kind) {
    return types.stream().filter(type -> type.kind().equals(kind)).findFirst().orElseThrow();
  }

  /// Serves what a CustomResourceDefinition describes from now on.
  void define(JsonNode definition) {
    JsonNode spec = definition.path("spec");
    String group = spec.path("group").asString("");
    String plural = spec.path("names").path("plural").asString("");
    String kind = spec.path("names").path("kind").asString("");
    boolean namespaced = "Namespaced".equals(spec.path("scope").asString(""));
    for (JsonNode version : spec.path("versions")) {
      String name = version.path("name").asString("");
      if (byPlural(group, name, plural).isEmpty()) {
        types.add(new ResourceType(group, name, plural, kind, namespaced));
      }
    }
  }

  private static List<ResourceType> builtIn() {
    return List.of(
        in("", "v1", "pods", "Pod"),
        in("", "v1", "services", "Service"),
        in("", "v1", "configmaps", "ConfigMap"),
        in("", "v1", "secrets", "Secret"),
        in("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim"),
        in("", "v1", "serviceaccounts", "ServiceAccount"),
        in("", "v1", "events", "Event"),
        in("", "v1", "endpoints", "Endpoints"),
        in("", "v1", "limitranges", "LimitRange"),
        in("", "v1", "resourcequotas", "ResourceQuota"),
        in("", "v1", "replicationcontrollers", "ReplicationController"),
        in("", "v1", "podtemplates", "PodTemplate"),
        across("", "v1", "namespaces", "Namespace"),
        across("", "v1", "nodes", "Node"),
        across("", "v1", "persistentvolumes", "PersistentVolume"),
        in("apps", "v1", "deployments", "Deployment"),
        in("apps", "v1", "statefulsets", "StatefulSet"),
        in("apps", "v1", "daemonsets", "DaemonSet"),
        in("apps", "v1", "replicasets", "ReplicaSet"),
        in("apps", "v1", "controllerrevisions", "ControllerRevision"),
        in("batch", "v1", "jobs", "Job"),
        in("batch", "v1", "cronjobs", "CronJob"),
        in("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
        in("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget"),
        in("networking.k8s.io", "v1", "ingresses", "Ingress"),
        in("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy"),
        across("networking.k8s.io", "v1", "ingressclasses", "IngressClass"),
        in("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice"),
        in("coordination.k8s.io", "v1", "leases", "Lease"),
        in("rbac.authorization.k8s.io", "v1", "roles", "Role"),
        in("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding"),
        across("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole"),
        across("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding"),
        across("storage.k8s.io", "v1", "storageclasses", "StorageClass"),
        across("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass"),
        across(
            "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition"));
  }

  private static ResourceType in(String group, String version, String plural, String kind) {
    return new ResourceType(group, version, plural, kind, true);
  }

  private static ResourceType across(String group, String version, String plural, String kind) {
    return new ResourceType(group, version, plural, kind, false);
  }
}
