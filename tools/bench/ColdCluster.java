package nebula.bench;

import java.util.List;

/// A start from nothing, and before each what k3d alone needs to make such a cluster.
final class ColdCluster implements Experiment {
  private final K3dCreate create;

  ColdCluster(K3dCreate create) {
    this.create = create;
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.COLD);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    journal.repeat(
        figures(),
        runs,
        () -> {
          stage.note("cold");
          double alone = k3dAlone(stage);
          StartRun run = stage.start();
          journal.take(Figure.COLD, run, alone + Seconds.of(run.chain().length()));
        });
  }

  private double k3dAlone(Stage stage) throws InterruptedException {
    stage.makeNothing();
    try {
      return create.run();
    } finally {
      stage.makeNothing();
      create.strikeVolumes();
    }
  }
}
