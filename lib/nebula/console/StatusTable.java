package nebula.console;

import java.io.PrintWriter;
import java.time.Instant;
import nebula.event.Snapshot;

/// The board's table, once, for a command that looks and ends.
public final class StatusTable {
  private static final int WIDTH = 120;

  private StatusTable() {}

  /// @param width of the terminal, where it is known
  public static void print(
      PrintWriter out, Snapshot snapshot, Instant now, Theme theme, java.util.OptionalInt width) {
    for (Text line :
        new Table(theme).lines(snapshot, Detail.FULL, Math.max(20, width.orElse(WIDTH)), now)) {
      out.println(line.painted(theme).stripTrailing());
    }
    out.flush();
  }
}
