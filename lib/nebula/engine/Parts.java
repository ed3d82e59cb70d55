package nebula.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import nebula.cluster.ClusterHost;
import nebula.health.Prober;
import nebula.image.ImageBuilder;
import nebula.image.ImageSource;
import nebula.kube.Kube;
import nebula.kube.KubeConnector;
import nebula.kube.Manifest;
import nebula.kube.ManifestLoader;
import nebula.local.LocalMachine;
import nebula.model.Service;

/// What a run is put together from. The rehearsal gives other parts, and nothing else tells the two
/// apart.
///
/// @param context the kubectl context, for messages
/// @param prober made over a connected cluster
/// @param loader reads manifest files, and refuses an object that two services have
/// @param builder builds what is built here
/// @param files where it is kept which files images were built from; empty: containers are not kept
///   at the files of this machine
/// @param local how local processes are run; empty: their services are skipped
/// @param ports how the services' ports are opened on this machine; empty: they are not
public record Parts(
    String context,
    String namespace,
    boolean rehearsal,
    ClusterHost host,
    KubeConnector connector,
    ImageSource images,
    Function<Kube, Prober> prober,
    Supplier<ManifestLoader> loader,
    ImageBuilder builder,
    Optional<Supplier<LocalMachine>> local,
    Optional<Path> files,
    Optional<LocalPorts> ports) {

  /// The manifests of all services, by name.
  ///
  /// @throws nebula.model.Failure bad input
  public Map<String, List<Manifest>> load(List<Service> services) {
    ManifestLoader loads = loader.get();
    Map<String, List<Manifest>> manifests = new LinkedHashMap<>();
    services.forEach(service -> manifests.put(service.name(), loads.load(service)));
    return manifests;
  }
}
