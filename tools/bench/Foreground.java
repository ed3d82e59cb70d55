package nebula.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nebula.process.ProcessTree;

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
    Process terminal = OnTerminal.up(stage.sandbox());
    try {
      stay(terminal, AGE);
      awaitServices(stage, terminal);
      return OfProcess.megabytes(java(terminal));
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

  private static long java(Process terminal) {
    return terminal
        .descendants()
        .filter(each -> each.info().command().filter(path -> path.endsWith("/java")).isPresent())
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow(() -> new RunFailed("the run has no java process"));
  }
}
