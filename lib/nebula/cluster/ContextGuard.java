package nebula.cluster;

import java.util.List;
import java.util.stream.Stream;
import nebula.model.ClusterSettings;
import nebula.model.Failure;
import nebula.model.Problem;

/// Keeps every command that writes away from clusters that nobody meant.
public final class ContextGuard {
  private ContextGuard() {}

  /// @param allowed `allowContexts` of `nebula.yaml`
  /// @throws Failure when the context is neither the cluster's own nor allowed
  public static void check(String context, ClusterSettings cluster, List<String> allowed) {
    if (context.equals(cluster.context()) || allowed.contains(context)) {
      return;
    }
    throw Failure.badInput(
        Problem.of(
            "the kubectl context `%s` may not be written to; only %s may"
                .formatted(context, String.join(", ", all(cluster, allowed))),
            "if it is meant, add it to nebula.yaml: allowContexts: [" + context + "]"));
  }

  private static List<String> all(ClusterSettings cluster, List<String> allowed) {
    return Stream.concat(Stream.of(cluster.context()), allowed.stream())
        .map(name -> "`" + name + "`")
        .toList();
  }
}
