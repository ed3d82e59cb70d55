package nebula.cluster;

import java.util.List;
import java.util.Optional;

/// How the cluster stands, seen once.
///
/// @param steps what {@link ClusterHost#ensure} would do, a sentence each; empty when everything is
///   as it should be
/// @param running the access to the cluster if it runs
public record HostPlan(List<String> steps, Optional<ClusterAccess> running) {
  public HostPlan {
    steps = List.copyOf(steps);
  }
}
