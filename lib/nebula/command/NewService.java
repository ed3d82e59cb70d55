package nebula.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nebula.model.RegistrySettings;

/// A service that is about to be added to the project.
///
/// @param path that its health is asked at by HTTP; empty: a connection is enough
record NewService(
    String name,
    Origin origin,
    List<PortPair> ports,
    List<String> dependsOn,
    Optional<String> path) {

  /// Where what runs comes from.
  sealed interface Origin {}

  record Published(String image) implements Origin {}

  /// @param dockerfile absolute, as is the context
  record BuiltHere(Path context, Path dockerfile) implements Origin {}

  /// @param folder absolute
  record OnThisMachine(String command, Path folder) implements Origin {}

  /// A port of this machine and the one of the service that it leads to.
  record PortPair(int local, int remote) {}

  boolean inCluster() {
    return !(origin instanceof OnThisMachine);
  }

  /// As a manifest names it.
  String image(RegistrySettings registry) {
    return origin instanceof Published(String image)
        ? image
        : registry.clusterAddress() + "/" + name;
  }

  /// Those that the container opens, each once: two ports of this machine may lead to one.
  List<Integer> remotes() {
    return ports.stream().map(PortPair::remote).distinct().toList();
  }

  /// The same in both files, so that they can be compared; Kubernetes takes 15 characters.
  String portName(int remote) {
    if (remote == remotes().getFirst()) {
      return path.isPresent() ? "http" : "main";
    }
    return "port-" + remote;
  }
}
