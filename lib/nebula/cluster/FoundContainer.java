package nebula.cluster;

import java.util.List;

/// A container as Docker has it, with the labels that matter here (empty text where it has none).
///
/// @param status Docker's word: created, running, paused, restarting, exited, removing or dead
/// @param startedAt Docker's own text; differs after each start
/// @param k3dCluster name of the k3d cluster that it is a node of
/// @param nebulaCluster name of the cluster for which Nebula made it
/// @param settings the text of the settings that it was made with
record FoundContainer(
    String name,
    String id,
    String status,
    String startedAt,
    String k3dCluster,
    String nebulaCluster,
    String settings,
    List<String> networks) {

  boolean runs() {
    return status.equals("running");
  }
}
