package nebula.kube;

import java.util.Optional;
import nebula.cluster.ClusterAccess;

/// Opens clusters by their API server. The connection is made beside the caller.
public final class ApiConnector implements KubeConnector {
  private final Optional<NodeFolders> folders;

  public ApiConnector() {
    this.folders = Optional.empty();
  }

  private ApiConnector(NodeFolders folders) {
    this.folders = Optional.of(folders);
  }

  /// For a cluster of our own with one node and k3s' storage: new claims get their volumes at once,
  /// in folders below `/var/lib/rancher/k3s/storage`.
  public static ApiConnector withVolumesAhead(NodeFolders folders) {
    return new ApiConnector(folders);
  }

  @Override
  public Kube connect(ClusterAccess access, String namespace) {
    return new ApiKube(new ApiClient(() -> Kubeconfig.read(access)), namespace, folders);
  }
}
