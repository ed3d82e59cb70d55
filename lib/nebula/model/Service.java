package nebula.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One line on the board: Kubernetes objects from manifests, or a local process.
///
/// @param manifests absolute paths; empty for a local process
/// @param restartWith those of `dependsOn` with which it is restarted
/// @param health all of them must pass; empty: the rollout alone decides
public record Service(
    String name,
    String group,
    Position declared,
    List<Path> manifests,
    List<String> dependsOn,
    List<Port> ports,
    List<HealthCheck> health,
    List<Link> links,
    Optional<Build> build,
    List<SyncRule> sync,
    Optional<LocalProcess> local,
    List<String> restartWith) {
  public Service {
    manifests = List.copyOf(manifests);
    dependsOn = List.copyOf(dependsOn);
    ports = List.copyOf(ports);
    health = List.copyOf(health);
    links = List.copyOf(links);
    sync = List.copyOf(sync);
    restartWith = List.copyOf(restartWith);
  }
}
