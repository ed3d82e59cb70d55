package nebula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nebula.process.ProcessTree;
import sandbox.Sandbox;

/// The memory of a run that stays, with its board on a terminal.
final class Foreground implements Experiment {
  private static final Duration AGE = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int SERVICES = 5;

  @Override
  public List<Figure> figures() {
    return List.of(Figure.MEMORY);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    journal.repeat(
        figures(),
        runs,
        () -> {
          stage.note("memory");
          stage.makeEmpty();
          journal.take(Figure.MEMORY, Sample.alone(megabytes(stage)));
        });
  }

  private static double megabytes(Stage stage) throws InterruptedException {
    Process terminal = onTerminal(stage.sandbox());
    try {
      stay(terminal, AGE);
      awaitServices(stage, terminal);
      return residentMegabytes(java(terminal));
    } finally {
      ProcessTree.end(terminal);
    }
  }

  /// On a slow machine, 20 s are not enough for the start itself.
  private static void awaitServices(Stage stage, Process terminal) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (stage.readyPods().size() < SERVICES) {
      if (System.nanoTime() >= deadline) {
        throw new RunFailed("of five services only these became ready: " + stage.readyPods());
      }
      stay(terminal, Duration.ofSeconds(1));
    }
  }

  private static void stay(Process terminal, Duration time) throws InterruptedException {
    if (terminal.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new RunFailed("`up` in the foreground ended with " + terminal.exitValue());
    }
  }

  /// `script` gives it a terminal, which makes the run draw its board.
  private static Process onTerminal(Sandbox sandbox) {
    Path checkout = Sandbox.checkout();
    String up = "'%s' '%s'".formatted(checkout.resolve("jbang"), checkout.resolve("up.java"));
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of("script", "-qec", "stty rows 40 cols 120; exec " + up, "/dev/null"))
            .directory(sandbox.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(sandbox.environment());
    builder.environment().put("TERM", "xterm-256color");
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new RunFailed("`script` (of util-linux), which gives the run a terminal, is not there");
    }
  }

  private static long java(Process terminal) {
    return terminal
        .descendants()
        .filter(each -> each.info().command().filter(path -> path.endsWith("/java")).isPresent())
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow(() -> new RunFailed("the run has no java process"));
  }

  /// Of the process; Linux tells it in units of 1024 bytes.
  private static double residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) * 1024 / 1e6)
          .findFirst()
          .orElseThrow(() -> new RunFailed("the process has no VmRSS: it has ended"));
    } catch (IOException notLinux) {
      throw new RunFailed("VmRSS is read from /proc, which is not on this machine");
    }
  }
}
