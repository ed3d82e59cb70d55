package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Files on their way from a save to a container that watches them.
final class SyncedFiles implements Experiment {
  private static final String SERVICE = "live";
  private static final int EDITS = 200;
  private static final int FILES = 1_000;
  private static final String BODY = "a line of a source file\n".repeat(40);

  /// Between two saves, so that they meet the run at different moments of its own beats.
  private static final Duration SHORTEST_GAP = Duration.ofMillis(40);

  private int round;

  @Override
  public List<Figure> figures() {
    return List.of(Figure.SYNC_ONE, Figure.SYNC_ONE_WORST, Figure.SYNC_MANY);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.note("sync-one, sync-many");
    try (Workbench bench =
        Workbench.open(stage, files -> files.built(SERVICE, Workbench.port(0)))) {
      journal.repeat(
          List.of(Figure.SYNC_ONE, Figure.SYNC_ONE_WORST), 1, () -> edits(bench, journal));
      save(bench, FILES);
      journal.repeat(
          List.of(Figure.SYNC_MANY),
          runs,
          () -> journal.take(Figure.SYNC_MANY, Sample.alone(save(bench, FILES))));
    }
  }

  private void edits(Workbench bench, Journal journal) throws InterruptedException {
    List<Double> seconds = new ArrayList<>();
    save(bench, 1);
    for (int edit = 0; edit < EDITS; edit++) {
      Thread.sleep(SHORTEST_GAP.plusMillis(edit * 37L % 100));
      seconds.add(save(bench, 1));
    }
    seconds.forEach(each -> journal.take(Figure.SYNC_ONE, Sample.alone(each * 1000)));
    double worst = Spread.percentile(seconds, 99) * 1000;
    journal.take(Figure.SYNC_ONE_WORST, Sample.alone(worst));
  }

  /// @return seconds from before the first is saved until the last was read in the container
  private double save(Workbench bench, int count) {
    round++;
    String text = "round " + round + " \n" + BODY;
    Path folder = bench.file(SERVICE, "files");
    Instant from = Instant.now();
    try {
      for (int number = 0; number < count; number++) {
        Files.writeString(folder.resolve("file-" + number), text);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return Seconds.between(from, bench.probe(0).awaitRound(round, count));
  }
}
