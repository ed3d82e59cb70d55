package nebula.local;

import java.util.ArrayList;
import java.util.List;

/// Puts a command into a session of its own, so that a Ctrl-C in the terminal reaches Nebula alone,
/// which then ends the command in order. Java cannot do it, and of the libraries that were looked
/// at only a pseudo-terminal (pty4j, with native parts for each system) can.
public final class OwnSession {
  private static final String BY_PERL = "POSIX::setsid(); exec {$ARGV[0]} @ARGV or die qq($!\n)";

  private OwnSession() {}

  /// As {@link #around(List, OnPath)}, with the programs of this process's PATH.
  public static List<String> around(List<String> command) {
    return around(command, new OnPath(System.getenv()));
  }

  /// The words that start the command with the process number that Java sees: `setsid` is part of
  /// Linux, perl of macOS. With neither it stays in the terminal's session.
  static List<String> around(List<String> command, OnPath onPath) {
    List<String> words = new ArrayList<>();
    if (onPath.has("setsid")) {
      words.add("setsid");
    } else if (onPath.has("perl")) {
      words.addAll(List.of("perl", "-MPOSIX", "-e", BY_PERL, "--"));
    }
    words.addAll(command);
    return words;
  }
}
