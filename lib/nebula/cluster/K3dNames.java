package nebula.cluster;

import nebula.model.ClusterSettings;
import nebula.model.RegistrySettings;

/// What things are called in Docker: k3d's own names, and ours beside them.
final class K3dNames {
  private K3dNames() {}

  static String node(String cluster) {
    return "k3d-" + cluster + "-server-0";
  }

  static String network(String cluster) {
    return "k3d-" + cluster;
  }

  static String imageVolume(String cluster) {
    return "k3d-" + cluster + "-images";
  }

  /// Holds the services' data. Begins with no `k3d-`: those go when k3d deletes a cluster.
  static String dataVolume(ClusterSettings cluster) {
    return cluster.name() + "-data";
  }

  static String registryVolume(RegistrySettings registry) {
    return registry.name();
  }
}
