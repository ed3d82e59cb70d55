package nebula.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The shells of this machine, by which the scripts for containers are tried: Debian's, bash, and
/// busybox's where it is there.
final class Shells {
  private Shells() {}

  static Stream<List<String>> all() {
    List<List<String>> shells = new ArrayList<>();
    for (List<String> shell :
        List.of(List.of("sh"), List.of("bash"), List.of("dash"), List.of("busybox", "sh"))) {
      if (works(shell)) {
        shells.add(shell);
      }
    }
    return shells.stream();
  }

  static void needProcesses() {
    Assumptions.assumeTrue(
        java.nio.file.Files.isDirectory(java.nio.file.Path.of("/proc/self")),
        "the scripts look for processes in /proc");
  }

  /// The command with another shell in place of `sh`.
  static List<String> with(List<String> shell, List<String> command) {
    List<String> words = new ArrayList<>(shell);
    words.addAll(command.subList(1, command.size()));
    return words;
  }

  private static boolean works(List<String> shell) {
    try {
      List<String> command = new ArrayList<>(shell);
      command.addAll(List.of("-c", ":"));
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
