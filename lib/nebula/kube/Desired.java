package nebula.kube;

import nebula.model.Position;

/// An object as it should be in the cluster.
///
/// @param collection its path without the name
/// @param tree what is sent
/// @param json the same as text
/// @param hash of what is sent
record Desired(
    String title,
    Position position,
    ResourceType type,
    String collection,
    String name,
    JsonValue tree,
    String json,
    String hash) {

  String path() {
    return collection + "/" + name;
  }

  /// `Deployment postgres (services/postgres/k8s.yaml:3:1)`
  String titleAndPlace() {
    return title + " (" + position + ")";
  }

  boolean isCustomResourceDefinition() {
    return type.kind().equals("CustomResourceDefinition");
  }

  /// What must be there before other objects can use it comes in an earlier wave.
  int wave() {
    return switch (type.kind()) {
      case "Namespace", "CustomResourceDefinition", "StorageClass", "PriorityClass" -> 0;
      case "ServiceAccount",
          "Secret",
          "ConfigMap",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Role",
          "RoleBinding",
          "ClusterRole",
          "ClusterRoleBinding",
          "Service",
          "NetworkPolicy" ->
          1;
      default -> 2;
    };
  }
}
