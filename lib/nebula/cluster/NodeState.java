package nebula.cluster;

import java.util.List;
import java.util.Optional;

/// What is to be done about the cluster's node, decided from what Docker shows of it alone.
sealed interface NodeState {

  record Absent() implements NodeState {}

  /// Made by an interrupted run: the container never started, or cannot start again.
  record HalfMade(FoundContainer node) implements NodeState {}

  /// Somebody else's cluster of the same name.
  record Foreign(FoundContainer node) implements NodeState {}

  record MadeOtherwise(FoundContainer node, List<String> differences) implements NodeState {}

  record Stopped(FoundContainer node) implements NodeState {}

  record Paused(FoundContainer node) implements NodeState {}

  /// Up, or being restarted by Docker; whether Kubernetes answers is another question.
  record Running(FoundContainer node) implements NodeState {}

  static NodeState of(Optional<FoundContainer> found, String cluster, Settings wanted) {
    if (found.isEmpty()) {
      return new Absent();
    }
    FoundContainer node = found.get();
    if (!node.nebulaCluster().equals(cluster)) {
      return new Foreign(node);
    }
    // Before the settings: what never ran holds nothing that a person would miss.
    if (node.status().equals("created") || node.status().equals("dead")) {
      return new HalfMade(node);
    }
    if (!node.settings().equals(wanted.text())) {
      List<String> differences = wanted.differencesTo(node.settings());
      if (!differences.isEmpty()) {
        return new MadeOtherwise(node, differences);
      }
    }
    return switch (node.status()) {
      case "running", "restarting" -> new Running(node);
      case "paused" -> new Paused(node);
      default -> new Stopped(node);
    };
  }
}
