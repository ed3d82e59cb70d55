package nebula.health;

import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation.Container;

/// Puts in words why the runtime could not start a container's command.
final class StartError {
  private StartError() {}

  static boolean isReason(String reason) {
    return switch (reason) {
      case "RunContainerError", "CreateContainerError", "StartError", "PostStartHookError" -> true;
      default -> false;
    };
  }

  /// The wording names no reason but StartError: the same fault shows by turns as
  /// RunContainerError, CrashLoopBackOff and StartError.
  static Cause cause(Container container, String message, Mends mends) {
    String command = Extract.between(message, "exec: \"", "\"");
    String who = "the container " + container.name();
    String edit = mends.edit("correct `command` of " + container.name());
    if (!command.isEmpty() && missing(message)) {
      String what = who + " cannot start: there is no " + command + " in its image (StartError)";
      return Cause.of(Kind.CONFIGURATION, what, edit);
    }
    if (!command.isEmpty() && message.contains("permission denied")) {
      String what = who + " cannot start: " + command + " may not be executed (StartError)";
      return Cause.of(Kind.CONFIGURATION, what, edit);
    }
    if (message.contains("no command specified")) {
      String what = who + " cannot start: neither its image nor its manifest names a command";
      return Cause.of(Kind.CONFIGURATION, what, mends.edit("add `command` to " + container.name()));
    }
    String core = Extract.afterLast(message, "unable to start container process: ");
    core = Extract.line(Extract.afterLast(core, "error during container init: "));
    return Cause.of(
        Kind.CONFIGURATION,
        who + " cannot start: " + (core.isEmpty() ? "no reason was given" : core) + " (StartError)",
        mends.edit("correct " + container.name()));
  }

  private static boolean missing(String message) {
    return Extract.containsAny(message, "no such file or directory", "executable file not found");
  }
}
