package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A saved source file that needs a new process.
final class RestartedProcess implements Experiment {
  private static final String SERVICE = "live";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public List<Figure> figures() {
    return List.of(Figure.SYNC_RESTART);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.note("sync-restart");
    try (Workbench bench =
        Workbench.open(stage, files -> files.built(SERVICE, Workbench.port(0)))) {
      save(bench);
      journal.repeat(figures(), runs, () -> journal.take(Figure.SYNC_RESTART, save(bench)));
    }
  }

  private static Sample save(Workbench bench) throws InterruptedException {
    Instant from = Instant.now();
    String version = from.toString();
    try {
      Files.writeString(bench.file(SERVICE, "src/version.txt"), version);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Probe.Version answered = bench.probe(0).awaitVersion(version, LIMIT);
    return new Sample(Seconds.between(from, Instant.now()), answered.startSeconds());
  }
}
