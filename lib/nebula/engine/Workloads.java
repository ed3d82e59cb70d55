package nebula.engine;

import java.util.List;
import nebula.kube.Manifest;

/// Counts what Kubernetes will show as workloads.
final class Workloads {
  private static final List<String> KINDS =
      List.of("Deployment", "StatefulSet", "DaemonSet", "Job");

  private Workloads() {}

  static int in(List<Manifest> manifests) {
    int count = 0;
    for (Manifest manifest : manifests) {
      count += KINDS.contains(manifest.object().getKind()) ? 1 : 0;
    }
    return count;
  }
}
