package nebula.bench;

import java.util.List;

/// A start on a running, empty cluster, and the stop after it.
final class EmptyCluster implements Experiment {
  @Override
  public List<Figure> figures() {
    return List.of(Figure.EMPTY, Figure.DOWN);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    journal.repeat(
        figures(),
        runs,
        () -> {
          stage.note("empty, down");
          stage.makeEmpty();
          StartRun run = stage.start();
          journal.take(Figure.EMPTY, run, Seconds.of(run.chain().length()));
          double grace = stage.longestGrace();
          journal.take(Figure.DOWN, new Sample(stage.seconds("down.java"), grace));
        });
  }
}
