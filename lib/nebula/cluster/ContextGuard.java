package nebula.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nebula.model.ClusterSettings;
import nebula.model.Failure;
import nebula.model.Position;
import nebula.model.Problem;

/// Keeps every command that writes away from clusters that nobody meant.
public final class ContextGuard {
  private ContextGuard() {}

  /// @param allowed `allowContexts` of `nebula.yaml`
  /// @param place where that stands in the file, when it does; asked for a refusal only
  /// @throws Failure when the context is neither the cluster's own nor allowed
  public static void check(
      String context,
      ClusterSettings cluster,
      List<String> allowed,
      Supplier<Optional<Position>> place) {
    if (context.equals(cluster.context()) || allowed.contains(context)) {
      return;
    }
    throw Failure.badInput(
        new Problem(
            place.get(),
            "the kubectl context `%s` may not be written to; only %s may"
                .formatted(context, String.join(", ", all(cluster, allowed))),
            Optional.of(
                "if it is meant, add it to nebula.yaml: allowContexts: [" + context + "]")));
  }

  private static List<String> all(ClusterSettings cluster, List<String> allowed) {
    return Stream.concat(Stream.of(cluster.context()), allowed.stream())
        .map(name -> "`" + name + "`")
        .toList();
  }
}
