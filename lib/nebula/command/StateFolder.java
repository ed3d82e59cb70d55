package nebula.command;

import java.nio.file.Path;
import java.util.Map;

/// Where Nebula keeps what it must remember between runs: kubeconfig, logs, which run holds which
/// ports. It belongs to the cluster, not to the checkout, because two clones share a cluster.
final class StateFolder {
  private StateFolder() {}

  /// `$NEBULA_STATE`, else `$XDG_STATE_HOME/nebula/CLUSTER`, else `~/.local/state/nebula/CLUSTER`.
  static Path of(String cluster, Map<String, String> environment) {
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
