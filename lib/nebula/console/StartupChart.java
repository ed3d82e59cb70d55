package nebula.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nebula.event.CriticalPath;
import nebula.event.Event;
import nebula.event.Timing;

/// Where the time of a start went: a bar for each service and each other piece of work, with a sign
/// for each phase, the services of the critical path marked with `*`, and below it how long each of
/// those took for what. A pure function of the run's events.
public final class StartupChart {
  private static final int NAME_LIMIT = 28;
  private static final int TIMES = 10;

  /// What is shorter is 0.0 s.
  private static final int SHOWN_MILLIS = 50;

  private static final int TICK_CELLS = 8;
  private static final List<Long> STEPS_MILLIS =
      List.of(
          50L, 100L, 200L, 500L, 1_000L, 2_000L, 5_000L, 10_000L, 20_000L, 30_000L, 60_000L,
          120_000L, 300_000L, 600_000L);

  private final Timing timing;
  private final CriticalPath path;
  private final int nameWidth;
  private final int cells;
  private final long totalMillis;

  private StartupChart(Timing timing, int width) {
    this.timing = timing;
    this.path = CriticalPath.of(timing);
    int longest = 0;
    for (Timing.Bar bar : timing.allBars()) {
      longest = Math.max(longest, Cells.of(bar.name()));
    }
    this.nameWidth = Math.min(longest, NAME_LIMIT);
    this.cells = Math.max(20, width - 2 - nameWidth - 1 - TIMES);
    this.totalMillis = Math.max(1, Duration.between(timing.start(), timing.end()).toMillis());
  }

  /// @param events of one run, in order, from its `RunStarted` or before
  /// @param width cells of a line; the list of the critical path below may be wider
  /// @return lines without trailing blanks
  public static List<String> lines(List<Event> events, int width) {
    return lines(Timing.of(events), width);
  }

  public static List<String> lines(Timing timing, int width) {
    return new StartupChart(timing, width).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(axis());
    timing.work().values().forEach(bar -> lines.add(row(' ', bar)));
    timing.services().values().forEach(bar -> lines.add(row(mark(bar), bar)));
    lines.add("  " + legend());
    lines.addAll(pathLines());
    return lines.stream().map(String::stripTrailing).toList();
  }

  private char mark(Timing.Bar bar) {
    return path.services().contains(bar.name()) ? '*' : ' ';
  }

  /// Of the phases that some bar has.
  private String legend() {
    Set<Timing.Part> used = EnumSet.noneOf(Timing.Part.class);
    for (Timing.Bar bar : timing.allBars()) {
      bar.segments().forEach(segment -> used.add(segment.part()));
    }
    return used.stream()
        .map(part -> sign(part) + " " + (part == Timing.Part.WORK ? "other work" : part.word()))
        .collect(Collectors.joining("  "));
  }

  private String axis() {
    StringBuilder axis = new StringBuilder(" ".repeat(2 + nameWidth + 1));
    int begin = axis.length();
    long step = step();
    for (long tick = 0; tick <= totalMillis; tick += step) {
      int at = begin + (int) (tick * cells / totalMillis);
      axis.append(" ".repeat(Math.max(0, at - axis.length()))).append(tickText(tick));
    }
    return axis.append(" s").toString();
  }

  private long step() {
    for (long step : STEPS_MILLIS) {
      if (step * cells / totalMillis >= TICK_CELLS) {
        return step;
      }
    }
    return Math.max(1, totalMillis);
  }

  private static String tickText(long millis) {
    if (millis % 1_000 == 0) {
      return Long.toString(millis / 1_000);
    }
    long hundredths = millis % 1_000 / 10;
    String fraction =
        hundredths % 10 == 0
            ? "" + hundredths / 10
            : hundredths < 10 ? "0" + hundredths : "" + hundredths;
    return millis / 1_000 + "." + fraction;
  }

  private String row(char mark, Timing.Bar bar) {
    StringBuilder row = new StringBuilder();
    row.append(mark).append(' ');
    row.append(Text.of(bar.name()).fitTo(nameWidth, "…").plain()).append(' ');
    for (int cell = 0; cell < cells; cell++) {
      row.append(signAt(bar, boundary(cell), boundary(cell + 1)));
    }
    String time =
        bar.ended()
            .map(end -> Elapsed.exact(Duration.between(timing.start(), end)))
            .orElse("not ended");
    return row.append(Text.of(time).padLeftTo(TIMES).plain()).toString();
  }

  private Instant boundary(int cell) {
    return timing.start().plusNanos(totalMillis * 1_000_000L / cells * cell);
  }

  /// The phase that has most of the cell, so that a bar is as long as it lasted.
  private static char signAt(Timing.Bar bar, Instant from, Instant to) {
    char sign = ' ';
    Duration longest = Duration.between(from, to).dividedBy(3);
    for (Timing.Segment segment : bar.segments()) {
      Duration share = segment.within(from, to);
      if (share.compareTo(longest) > 0) {
        longest = share;
        sign = sign(segment.part());
      }
    }
    return sign;
  }

  private List<String> pathLines() {
    List<String> lines = new ArrayList<>();
    if (path.legs().isEmpty()) {
      lines.add("* nothing became healthy");
      return lines;
    }
    Duration whole = Duration.between(timing.start(), path.legs().getLast().to());
    lines.add("* critical path: " + Elapsed.exact(whole) + togetherLater(whole));
    for (CriticalPath.Leg leg : path.legs()) {
      List<String> parts = new ArrayList<>();
      leg.parts()
          .forEach((part, length) -> {
            if (length.toMillis() >= SHOWN_MILLIS) {
              parts.add(word(part) + " " + Elapsed.exact(length));
            }
          });
      lines.add(
          "  "
              + Text.of(leg.service()).padTo(nameWidth).plain()
              + Text.of(Elapsed.exact(leg.length())).padLeftTo(TIMES).plain()
              + "  "
              + String.join(", ", parts));
    }
    return lines;
  }

  /// A service can be healthy, and then not again until after the last one was.
  private String togetherLater(Duration whole) {
    Duration together =
        timing.together().map(at -> Duration.between(timing.start(), at)).orElse(whole);
    return together.minus(whole).toMillis() >= 100
        ? ", healthy all at once after " + Elapsed.exact(together)
        : "";
  }

  private static String word(Timing.Part part) {
    return part == Timing.Part.NOTHING ? "before its first step" : part.word();
  }

  private static char sign(Timing.Part part) {
    return switch (part) {
      case FETCH -> 'f';
      case BUILD -> 'b';
      case PUSH -> '^';
      case GATE -> '·';
      case SCHEDULE -> 's';
      case PULL -> 'v';
      case START -> '+';
      case PROBE -> 'p';
      case FAILING -> 'x';
      case WORK -> '=';
      case NOTHING -> ' ';
    };
  }
}
