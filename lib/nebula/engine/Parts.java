package nebula.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nebula.cluster.ClusterHost;
import nebula.health.Prober;
import nebula.image.ImageSource;
import nebula.kube.Kube;
import nebula.kube.KubeConnector;
import nebula.kube.Manifest;
import nebula.model.Service;

/// What a run is put together from. The rehearsal gives other parts, and nothing else tells the two
/// apart.
///
/// @param context the kubectl context, for messages
/// @param prober made over a connected cluster
/// @param manifests reads a service's manifest files
/// @param ports how the services' ports are opened on this machine; empty: they are not
public record Parts(
    String context,
    String namespace,
    boolean rehearsal,
    ClusterHost host,
    KubeConnector connector,
    ImageSource images,
    Function<Kube, Prober> prober,
    Function<Service, List<Manifest>> manifests,
    Optional<LocalPorts> ports) {}
