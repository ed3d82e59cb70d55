package nebula.logs;

import java.nio.file.Path;
import java.util.function.Consumer;
import nebula.event.Event;
import nebula.event.Masks;

/// A folder of logs that an earlier run has written.
final class KeptLog {
  private static final long LIMIT = 16_000_000;

  private KeptLog() {}

  /// @param run gives the events of the run; that one is lost is a failure of the test
  static LogFolder write(Path folder, Consumer<Consumer<Event>> run) {
    Consumer<String> lost =
        notice -> {
          throw new AssertionError(notice);
        };
    try (LogStore store = new LogStore(folder, LIMIT, () -> Masks.NONE, lost)) {
      run.accept(store);
    }
    return new LogFolder(folder);
  }
}
