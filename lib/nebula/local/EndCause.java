package nebula.local;

import java.util.List;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.LocalProcess;

/// Puts in words how a local process ended.
final class EndCause {
  private static final int SIGNALS = 128;
  private static final int LONGEST_QUOTE = 160;

  private EndCause() {}

  /// @param lines what it wrote last, oldest first
  static Cause of(LocalProcess local, int exitCode, List<String> lines) {
    String said = lines.isEmpty() ? "" : ": " + quoted(lines.getLast());
    return Cause.of(Kind.CRASH, words(exitCode) + said, byHand(local)).withDetails(lines);
  }

  static Cause finished(LocalProcess local, List<String> lines) {
    String what = "it ended by itself (exit code 0), as an application does whose window is closed";
    return Cause.of(Kind.STOPPED, what, byHand(local)).withDetails(lines);
  }

  static Cause notStarted(LocalProcess local, String why) {
    String what = "`" + String.join(" ", local.command()) + "` could not be started: " + why;
    return Cause.of(Kind.CONFIGURATION, what, byHand(local));
  }

  private static String words(int exitCode) {
    return switch (exitCode) {
      case 126 -> "its command may not be executed (exit code 126)";
      case 127 -> "its command was not found (exit code 127)";
      case SIGNALS + 6 -> "it aborted itself (SIGABRT)";
      case SIGNALS + 9 -> "it was killed (SIGKILL), as the system does when memory runs out";
      case SIGNALS + 11 -> "it crashed with a segmentation fault (SIGSEGV)";
      case SIGNALS + 15 -> "another program told it to end (SIGTERM)";
      default -> "it crashed with exit code " + exitCode;
    };
  }

  private static String byHand(LocalProcess local) {
    return "see it by hand: cd " + local.folder() + " && " + String.join(" ", local.command());
  }

  private static String quoted(String line) {
    String text = line.strip();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
