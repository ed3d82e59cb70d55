package nebula.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Tells whether stderr is a terminal. Java tells it of stdin and stdout alone.
final class ErrorStream {
  private static final Path LINK = Path.of("/proc/self/fd/2");
  private static final int SECONDS = 2;

  private ErrorStream() {}

  static boolean isTerminal() {
    try {
      return Files.isSymbolicLink(LINK)
          ? isTerminal(Files.readSymbolicLink(LINK).toString())
          : isTerminalToShell();
    } catch (IOException unknown) {
      return false;
    }
  }

  /// @param target what stderr is, in the words of Linux
  static boolean isTerminal(String target) {
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }

  /// macOS has no such link. The shell's own stderr is that of this process.
  private static boolean isTerminalToShell() throws IOException {
    Process shell = new ProcessBuilder("/bin/sh", "-c", "test -t 2").inheritIO().start();
    try {
      return shell.waitFor(SECONDS, TimeUnit.SECONDS) && shell.exitValue() == 0;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      shell.destroy();
    }
  }
}
