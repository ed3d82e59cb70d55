package nebula.console;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;
import nebula.event.Event;

/// For pipes, files and CI: one line a change, with the time of day, such as
///
///     07:00:12 postgres     healthy  after 6.2 s
///
/// All of it is messages, so it belongs on stderr; the result of a command is {@link Summary}, on
/// stdout. The three first columns are stable: time, service (or `nebula`), word.
public final class LineOutput implements Output {
  private static final int LINES = 20_000;
  private static final long CHARACTERS = 8_000_000;

  private final QueuedOutput output;

  /// @param zone asked on the output's own thread: reading the time zones takes as long as a probe
  /// @param logs whether the services' own log lines are written too
  public LineOutput(PrintStream err, Theme theme, Supplier<ZoneId> zone, boolean logs) {
    RunLines lines = new RunLines(theme, zone, logs);
    this.output =
        new QueuedOutput(
            "nebula-lines",
            new EventQueue(LINES, CHARACTERS),
            Duration.ZERO,
            batch -> write(err, lines, batch));
  }

  private static void write(PrintStream err, RunLines lines, EventQueue.Batch batch)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (Event event : batch.events()) {
      lines.of(event).forEach(line -> text.append(line).append(System.lineSeparator()));
    }
    if (batch.dropped() > 0) {
      text.append("         ").append(batch.dropped()).append(" log lines not shown\n");
    }
    err.print(text);
    err.flush();
    if (err.checkError()) {
      throw new IOException("nobody reads");
    }
  }

  @Override
  public void accept(Event event) {
    output.accept(event);
  }

  @Override
  public void close() {
    output.close();
  }
}
