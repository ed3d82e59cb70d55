package nebula.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.RegistrySettings;
import nebula.process.Programs.Outcome;

/// Waits until pods can be scheduled: the API server answers and the node is Ready. k3d's own
/// create and start return before that, and go on after it with what no pod needs, so this runs
/// beside them.
final class NodeReadiness {
  /// A request costs the server a few milliseconds; a program costs this machine tens.
  private static final Duration GAP_BETWEEN_REQUESTS = Duration.ofMillis(150);

  private final Inspection inspection;
  private final K3d k3d;
  private final StateFiles files;
  private final RegistrySettings registry;

  NodeReadiness(Inspection inspection, K3d k3d, StateFiles files, RegistrySettings registry) {
    this.inspection = inspection;
    this.k3d = k3d;
    this.files = files;
    this.registry = registry;
  }

  /// @return false when the limit is over
  boolean await(String cluster, Duration limit) throws InterruptedException {
    Patience patience = Patience.of(limit);
    Optional<FoundContainer> node = Optional.empty();
    do {
      if (node.isEmpty()) {
        node = startedNode(cluster);
      }
      if (node.isPresent() && fetchKubeconfig(cluster)) {
        return awaitAnswer(node.get(), patience.withGapsUpTo(GAP_BETWEEN_REQUESTS));
      }
    } while (patience.again());
    return false;
  }

  /// Writes the cluster's kubeconfig into the state folder; false when the node has none yet.
  boolean fetchKubeconfig(String cluster) throws InterruptedException {
    Outcome outcome = k3d.ask(Docker.SHORT, List.of("kubeconfig", "get", cluster));
    if (!outcome.succeeded() || !outcome.out().contains("client-certificate-data")) {
      return false;
    }
    files.writeKubeconfig(outcome.out());
    return true;
  }

  private Optional<FoundContainer> startedNode(String cluster) throws InterruptedException {
    return Inspection.named(K3dNames.node(cluster), inspection.of(K3dNames.node(cluster)))
        .filter(FoundContainer::runs);
  }

  private boolean awaitAnswer(FoundContainer node, Patience patience) throws InterruptedException {
    Instant started = Instant.parse(node.startedAt());
    try (ApiServer api = new ApiServer(files.kubeconfig())) {
      do {
        if (api.nodeReady(started) && api.describeRegistry(registry)) {
          files.rememberReady(node);
          return true;
        }
      } while (patience.again());
    }
    return false;
  }
}
