package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.Masks;
import nebula.logs.LogFolder;
import nebula.logs.LogPage;
import nebula.logs.LogQuery;
import nebula.logs.LogStore;
import nebula.logs.TextMatch;

/// A word that is in a few of very many lines.
final class LogSearch implements Experiment {
  private static final int LINES = 1_000_000;

  /// What the store takes without being waited for.
  private static final int AT_ONCE = 100_000;

  private static final int SERVICES = 10;
  private static final int LINES_BETWEEN_HITS = 10_000;
  private static final long BYTES = 256_000_000;
  private static final int PAGE = 500;

  @Override
  public List<Figure> figures() {
    return List.of(Figure.LOG_SEARCH);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.note("log-search");
    Path folder = Folders.temporary();
    try {
      write(folder);
      journal.repeat(
          figures(), runs, () -> journal.take(Figure.LOG_SEARCH, Sample.alone(seconds(folder))));
    } finally {
      Folders.delete(folder);
    }
  }

  private static void write(Path folder) {
    Instant start = Instant.now();
    for (int first = 0; first < LINES; first += AT_ONCE) {
      // Closing it waits until all is written.
      try (LogStore store = new LogStore(folder, BYTES, () -> Masks.NONE, LogSearch::fail)) {
        for (int line = first; line < first + AT_ONCE; line++) {
          String service = "service-" + line % SERVICES;
          store.accept(
              new Event.LogLine(
                  start.plusMillis(line), service, service + "-0", "main", text(line)));
        }
      }
    }
  }

  private static String text(int line) {
    return line % LINES_BETWEEN_HITS == 0
        ? "request " + line + " ended in a deadlock of two transactions, which was broken up"
        : "request "
            + line
            + " of user "
            + line % 977
            + " answered in "
            + line % 31
            + " ms, 200 OK";
  }

  /// A new reader each time: nothing but the system's own memory of the files helps it.
  private static double seconds(Path folder) {
    LogQuery query = LogQuery.ALL.with(new TextMatch.Plain("Deadlock", false));
    long from = System.nanoTime();
    LogPage page = search(folder, query);
    double seconds = (System.nanoTime() - from) / 1e9;
    int found = page.entries().size();
    if (found != LINES / LINES_BETWEEN_HITS || !page.complete()) {
      throw new RunFailed("the search found " + found + " lines");
    }
    return seconds;
  }

  private static LogPage search(Path folder, LogQuery query) {
    try {
      return new LogFolder(folder).before(query, Optional.empty(), PAGE, 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void fail(String notice) {
    throw new RunFailed(notice);
  }
}
