package nebula.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import nebula.model.ClusterSettings;

/// Where Nebula keeps what it must remember between runs: kubeconfig, logs, which run holds which
/// ports. It belongs to the cluster, not to the checkout, because two clones share a cluster.
final class StateFolder {
  private StateFolder() {}

  /// `$NEBULA_STATE`, else `$XDG_STATE_HOME/nebula/CLUSTER`, else `~/.local/state/nebula/CLUSTER`;
  /// in it `context-NAME` for a cluster that is not the project's own.
  static Path of(ClusterSettings cluster, String context, Map<String, String> environment) {
    Path own = ofCluster(cluster.name(), environment);
    // A context is called what its owner likes: `arn:aws:eks:eu-central-1:1:cluster/dev`.
    return context.equals(cluster.context())
        ? own
        : own.resolve("context-" + URLEncoder.encode(context, StandardCharsets.UTF_8));
  }

  private static Path ofCluster(String cluster, Map<String, String> environment) {
    String named = environment.getOrDefault("NEBULA_STATE", "");
    if (!named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    String states = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        states.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(states).toAbsolutePath();
    return base.resolve("nebula").resolve(cluster);
  }
}
