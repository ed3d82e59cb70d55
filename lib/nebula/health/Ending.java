package nebula.health;

import java.util.List;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation.Container;
import nebula.model.Observation.Terminated;

/// Puts in words how a container ended.
final class Ending {
  /// Signals, as the shell and Kubernetes count them.
  private static final int SIGNALS = 128;

  private Ending() {}

  /// A node that was stopped ends its containers without knowing how; that is nobody's crash.
  static boolean ofNode(Terminated end) {
    return end.reason().equals("Unknown") || end.reason().equals("ContainerStatusUnknown");
  }

  /// @param lines what it wrote last, which becomes the details
  static Cause cause(
      Container container, Terminated end, Optional<List<String>> lines, Mends mends) {
    String who = (container.init() ? "the init container " : "the container ") + container.name();
    if (end.reason().equals("StartError") || end.reason().equals("ContainerCannotRun")) {
      return StartError.cause(container, end.message(), mends);
    }
    if (end.reason().equals("OOMKilled")) {
      return Cause.of(
              Kind.OUT_OF_MEMORY,
              who + " needed more memory than it may have and was killed (OOMKilled)",
              mends.edit("raise `resources.limits.memory` of " + container.name()))
          .withDetails(lines.orElse(List.of()));
    }
    String what = who + " " + words(end.exitCode(), container.init()) + lastWords(end, lines);
    return Cause.of(Kind.CRASH, what + sign(container, end), mend(container, end, mends))
        .withDetails(lines.orElse(List.of()));
  }

  private static String words(int exitCode, boolean init) {
    return switch (exitCode) {
      case 0 ->
          init
              ? "ended with exit code 0"
              : "came to its end (exit code 0), though a service has to keep running";
      case 1 -> "crashed with exit code 1";
      case 2 -> "crashed with exit code 2: an error, or a wrong option in its command";
      case 126 -> "crashed with exit code 126: its command may not be executed";
      case 127 -> "crashed with exit code 127: command not found";
      case SIGNALS + 2 -> "was interrupted (SIGINT)";
      case SIGNALS + 4 -> "crashed with an illegal instruction (SIGILL)";
      case SIGNALS + 6 -> "aborted itself (SIGABRT)";
      case SIGNALS + 9 ->
          "was killed (exit code 137, SIGKILL), as the kernel does when memory runs out";
      case SIGNALS + 11 -> "crashed with a segmentation fault (exit code 139, SIGSEGV)";
      case SIGNALS + 15 -> "was told to end (exit code 143, SIGTERM)";
      default -> "crashed with exit code " + exitCode;
    };
  }

  private static String lastWords(Terminated end, Optional<List<String>> lines) {
    String last = "";
    for (String line : lines.orElse(List.of())) {
      last = line.isBlank() ? last : line;
    }
    // What the container itself left in /dev/termination-log is meant for this.
    String said = end.message().isBlank() ? last : end.message();
    return said.isBlank() ? "" : ": " + Extract.line(said);
  }

  /// Kubernetes' own word; the same before, during and after the pause, so that the text is calm.
  private static String sign(Container container, Terminated end) {
    if (container.restarts() > 0) {
      return " (CrashLoopBackOff)";
    }
    return end.reason().isBlank() ? "" : " (" + end.reason() + ")";
  }

  private static String mend(Container container, Terminated end, Mends mends) {
    return switch (end.exitCode()) {
      case 0 ->
          mends.edit("give " + container.name() + " a `command` that stays in the foreground");
      case 126, 127 -> mends.edit("correct `command` or `args` of " + container.name());
      default -> mends.logs();
    };
  }
}
