package nebula.console;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import nebula.event.Event;

/// Keeps the log lines of every service in `FOLDER/NAME.log`: time, pod, container and text, a line
/// each, such as
///
///     2026-11-24T07:00:12.345Z postgres-0/postgres database system is ready
///
/// A file that is full moves to `NAME.log.1`, and the one before is gone. Written within a second.
/// When that fails, such as on a full disk, it is said once, and tried again with the next lines:
/// the run goes on.
public final class LogFiles implements Output {
  private static final long FILE_LIMIT = 16_000_000;
  private static final Duration GATHER = Duration.ofMillis(200);
  private static final int LINES = 100_000;
  private static final long CHARACTERS = 16_000_000;

  private final Path folder;
  private final long fileLimit;
  private final Consumer<String> notice;
  private final Map<String, LogFile> files = new HashMap<>();
  private final QueuedOutput output;
  private boolean troubleSaid;

  /// @param notice gets the sentence about a failed write, on another thread
  public LogFiles(Path folder, Consumer<String> notice) {
    this(folder, FILE_LIMIT, notice);
  }

  LogFiles(Path folder, long fileLimit, Consumer<String> notice) {
    this.folder = folder;
    this.fileLimit = fileLimit;
    this.notice = notice;
    this.output =
        new QueuedOutput(
            "nebula-log-files", new EventQueue(LINES, CHARACTERS), GATHER, this::write);
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.LogLine) {
      output.accept(event);
    }
  }

  @Override
  public void close() {
    output.close();
  }

  private void write(EventQueue.Batch batch) {
    for (Event event : batch.events()) {
      if (event instanceof Event.LogLine line) {
        attempt(() -> fileOf(line.service()).add(line));
      }
    }
    files.values().forEach(file -> attempt(file::flush));
    if (batch.dropped() > 0) {
      notice.accept(batch.dropped() + " log lines came faster than they could be written to files");
    }
    if (batch.closed()) {
      files.values().forEach(file -> attempt(file::close));
    }
  }

  private LogFile fileOf(String service) {
    return files.computeIfAbsent(
        service, name -> new LogFile(folder.resolve(name + ".log"), fileLimit));
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException failed) {
      if (!troubleSaid) {
        troubleSaid = true;
        notice.accept("logs are not being kept in " + folder + ": " + failed);
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
