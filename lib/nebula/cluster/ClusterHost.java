package nebula.cluster;

import java.util.List;
import java.util.Optional;

/// The place where the cluster lives: k3d on this machine, a cluster that somebody else keeps, or
/// the rehearsal in this process. Progress goes to the event bus.
public interface ClusterHost {

  /// Makes the cluster and its registry ready to take objects: creates, starts or repairs what is
  /// needed, and changes nothing that is as it should be.
  ///
  /// @throws nebula.model.Failure when the machine lacks something, or what exists was made with
  ///   other settings
  ClusterAccess ensure() throws InterruptedException;

  /// The access as an earlier run left it, which may be of a cluster that is gone: asks nobody, so
  /// that the connection can be opened while {@link #ensure} still looks.
  default Optional<ClusterAccess> likely() {
    return Optional.empty();
  }

  /// The access to the cluster if it is running; never changes anything.
  Optional<ClusterAccess> running() throws InterruptedException;

  /// What {@link #ensure} would do, and what there is now; never changes anything.
  HostPlan plan() throws InterruptedException;

  /// What {@link #delete} would remove, a line each; empty when nothing is there.
  ///
  /// @throws nebula.model.Failure when what is there is somebody else's
  List<String> belongings() throws InterruptedException;

  /// Deletes cluster, registry and data, and nothing else.
  void delete() throws InterruptedException;
}
