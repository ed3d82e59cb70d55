package nebula.model;

import java.util.List;

/// The k3d cluster as `nebula.yaml` describes it.
///
/// @param name of the k3d cluster; the kubectl context is `k3d-` and this name
/// @param image of the k3s node
/// @param toolsImage of k3d's helper, needed at each create and start
/// @param subnet of the cluster's Docker network, fixed so that the node's address stays
/// @param k3sArguments passed to the server node
public record ClusterSettings(
    String name, String image, String toolsImage, String subnet, List<String> k3sArguments) {
  public ClusterSettings {
    k3sArguments = List.copyOf(k3sArguments);
  }

  public String context() {
    return "k3d-" + name;
  }
}
