package nebula.model;

import java.util.List;

/// The registry beside the cluster.
///
/// @param name of its container, and its host name inside the cluster's network
/// @param port on 127.0.0.1; inside the network it is always 5000
/// @param mirrors registries whose images the nodes look for here first
public record RegistrySettings(String name, String image, int port, List<String> mirrors) {
  public RegistrySettings {
    mirrors = List.copyOf(mirrors);
  }

  public String hostAddress() {
    return "127.0.0.1:" + port;
  }

  public String clusterAddress() {
    return name + ":5000";
  }
}
