package nebula.cluster;

/// Docker labels by which things are found again; a cluster without ours is never touched.
final class Labels {
  /// The name of the cluster, on node, registry and volumes.
  static final String CLUSTER = "nebula.dev/cluster";

  /// What it was made with, readable, as {@link Settings} writes it.
  static final String SETTINGS = "nebula.dev/settings";

  /// A hash of the same, for tools.
  static final String SETTINGS_HASH = "nebula.dev/settings-hash";

  /// k3d's own: the cluster that a node or an image volume belongs to.
  static final String K3D_CLUSTER = "k3d.cluster";

  private Labels() {}
}
