package nebula.kube;

import nebula.cluster.ClusterAccess;

/// Opens a {@link Kube} on a cluster; returns at once, before anything is asked.
public interface KubeConnector {
  Kube connect(ClusterAccess access, String namespace);
}
