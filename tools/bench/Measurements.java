package nebula.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sandbox.Sandbox;

/// Sets the stage, lets the experiments run that measure the chosen figures, and clears up.
final class Measurements {
  private final List<Figure> figures;
  private final int runs;
  private final Consumer<String> note;
  private final Journal journal = new Journal();
  private final BesideCompose compose =
      new BesideCompose(Sandbox.checkout().resolve("tools/bench/compose.yaml"));

  /// @param note told what is done now
  Measurements(List<Figure> figures, int runs, Consumer<String> note) {
    this.figures = figures;
    this.runs = runs;
    this.note = note;
  }

  /// @return what was measured; what was not has its reason there
  Journal run() throws InterruptedException {
    Stage stage = new Stage(Sandbox.ofTheStack(Sandbox.Place.BENCH), note);
    CleanUp cleanUp = new CleanUp(() -> strike(stage));
    try {
      run(stage);
    } finally {
      cleanUp.end();
    }
    return journal;
  }

  private void run(Stage stage) throws InterruptedException {
    K3dCreate create;
    try {
      create = firstStart(stage);
    } catch (RuntimeException failed) {
      Journal.throwIfInterrupted();
      journal.trouble(figures, "the first start failed: " + Journal.words(failed));
      return;
    }
    List<Experiment> experiments = new ArrayList<>();
    experiments.add(new QuickStarts());
    experiments.add(new Foreground());
    experiments.add(new EmptyCluster());
    experiments.add(compose);
    experiments.add(new ColdCluster(create));
    experiments.add(new NamedCauses());
    experiments.add(new SyncedFiles());
    experiments.add(new RestartedProcess());
    experiments.add(new RebuiltImage());
    experiments.add(new ShownPage());
    experiments.add(new LogFlood());
    experiments.add(new LogSearch());
    for (Experiment experiment : experiments) {
      if (experiment.figures().stream().anyMatch(figures::contains)) {
        run(experiment, stage);
      }
    }
  }

  private void run(Experiment experiment, Stage stage) throws InterruptedException {
    try {
      stage.build();
      experiment.run(stage, runs, journal);
    } catch (RuntimeException failed) {
      Journal.throwIfInterrupted();
      journal.trouble(experiment.figures(), Journal.words(failed));
    }
  }

  private static K3dCreate firstStart(Stage stage) throws InterruptedException {
    Path folder = Folders.temporary();
    try {
      return stage.firstStart(folder);
    } finally {
      Folders.delete(folder);
    }
  }

  private void strike(Stage stage) throws InterruptedException {
    note.accept("deleting what was made");
    try {
      stage.strike();
    } catch (RunFailed failed) {
      note.accept("the cluster nebula-bench may be left: " + failed.getMessage());
    }
    if (figures.contains(Figure.COMPOSE)) {
      compose.strike();
    }
  }
}
