package nebula.kube;

import java.util.Optional;
import nebula.cluster.ClusterAccess;

/// Opens clusters with fabric8. The connection is made beside the caller.
public final class FabricConnector implements KubeConnector {
  private final Optional<NodeFolders> folders;

  public FabricConnector() {
    this.folders = Optional.empty();
  }

  private FabricConnector(NodeFolders folders) {
    this.folders = Optional.of(folders);
  }

  /// For a cluster of our own with one node and k3s' storage: new claims get their volumes at once,
  /// in folders below `/var/lib/rancher/k3s/storage`.
  public static FabricConnector withVolumesAhead(NodeFolders folders) {
    return new FabricConnector(folders);
  }

  @Override
  public Kube connect(ClusterAccess access, String namespace) {
    FabricSession session = new FabricSession(() -> Kubeconfig.read(access));
    return new FabricKube(new FabricApi(session), namespace, folders);
  }
}
