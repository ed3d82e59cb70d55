package nebula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sandbox.Sandbox;

/// A run that stays, with its board on a terminal of 120 columns that nobody looks at.
final class OnTerminal {
  private OnTerminal() {}

  /// `script` gives it a terminal, which makes the run draw its board.
  ///
  /// @return `script`; to be ended with its tree
  static Process up(Sandbox sandbox) {
    Path checkout = Sandbox.checkout();
    String up = "'%s' '%s'".formatted(checkout.resolve("jbang"), checkout.resolve("up.java"));
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of("script", "-qec", "stty rows 40 cols 120; exec " + up, "/dev/null"))
            .directory(sandbox.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(sandbox.environment());
    builder.environment().putAll(Map.of("TERM", "xterm-256color"));
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new RunFailed("`script` (of util-linux), which gives the run a terminal, is not there");
    }
  }
}
