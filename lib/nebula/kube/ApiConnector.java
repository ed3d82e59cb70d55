package nebula.kube;

import nebula.cluster.ClusterAccess;

/// Opens clusters by their API server. The connection is made beside the caller.
public final class ApiConnector implements KubeConnector {
  @Override
  public Kube connect(ClusterAccess access, String namespace) {
    return new ApiKube(new ApiClient(() -> Kubeconfig.read(access)), namespace);
  }
}
