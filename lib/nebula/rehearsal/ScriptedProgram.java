package nebula.rehearsal;

import java.util.List;
import nebula.kube.Kube.ExecOutcome;

/// What a program in a container answers.
final class ScriptedProgram {
  private ScriptedProgram() {}

  /// @param ready whether the container's service works
  static ExecOutcome run(List<String> command, boolean ready) {
    String text = String.join(" ", command);
    if (text.contains("pg_isready")) {
      return ready
          ? ended(0, "127.0.0.1:5432 - accepting connections\n", "")
          : ended(2, "127.0.0.1:5432 - no response\n", "");
    }
    if (text.contains("generate_admin_key")) {
      return ended(0, "convex-self-hosted|" + "0".repeat(64) + "\n", "");
    }
    if (text.contains("tctl") || text.contains("temporal")) {
      return ready
          ? ended(0, "", "")
          : ended(1, "", "Error: failed reaching server: connection refused\n");
    }
    return ended(ready || !isCheck(text) ? 0 : 1, "", "");
  }

  /// Programs that ask whether something works, beside those that just do something.
  private static boolean isCheck(String text) {
    return text.contains("health") || text.contains("curl") || text.contains("wget");
  }

  private static ExecOutcome ended(int exitCode, String out, String err) {
    return new ExecOutcome(exitCode, out, err);
  }
}
