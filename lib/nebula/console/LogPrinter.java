package nebula.console;

import java.io.PrintWriter;
import java.util.List;
import nebula.event.Event;
import nebula.model.Service;

/// Log lines for a reader or a pipe: the service in its colour, and what was written, without
/// control sequences.
public final class LogPrinter {
  private static final int LINE_LIMIT = 1_000_000;

  private final PrintWriter out;
  private final Theme theme;
  private final boolean times;
  private final Palette palette = new Palette();
  private int width;

  /// @param services whose lines will come, so that all lines begin at one column
  /// @param times whether the time of each line is written too
  public LogPrinter(PrintWriter out, Theme theme, List<Service> services, boolean times) {
    this.out = out;
    this.theme = theme;
    this.times = times;
    palette.services(services);
    services.forEach(service -> width = Math.max(width, Cells.of(service.name())));
  }

  /// What a reader sees of it.
  public static String plain(String text) {
    return LogText.of(text, LINE_LIMIT).plain();
  }

  /// @return whether anybody still reads
  public boolean print(Event.LogLine line) {
    Text text =
        Text.of(palette.roleOf(line.service()), line.service())
            .padTo(width)
            .and(Role.QUIET, " | ")
            .and(times ? Text.of(Role.QUIET, line.at() + " ") : Text.EMPTY)
            .and(LogText.of(line.text(), LINE_LIMIT));
    out.println(text.painted(theme));
    return !out.checkError();
  }
}
