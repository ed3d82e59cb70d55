package nebula.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nebula.console.StartupChart;
import nebula.event.Event;

/// One `up --wait --json`, from the command to its end.
record StartRun(Instant began, Instant ended, List<Event> events) {
  private static final int CHART_WIDTH = 100;

  /// At the end of the longest way through the dependencies.
  private static final String LAST = "temporal-ui";

  StartRun {
    events = List.copyOf(events);
  }

  double seconds() {
    return Seconds.between(began, ended);
  }

  Chain chain() {
    return Chain.to(LAST, events);
  }

  List<String> chart() {
    return StartupChart.lines(events, CHART_WIDTH);
  }

  /// Where the time went that is not the chain's, a line each; together with the chain it is the
  /// whole run.
  List<String> besideTheChain() {
    List<String> lines = new ArrayList<>();
    Instant at = began;
    for (Event event : events) {
      if (event instanceof Event.RunStarted run) {
        lines.add(line(at, run.at(), "until the run begins: launcher, JVM, reading of the files"));
        at = run.at();
      }
    }
    String before = "the run's begin";
    for (Chain.Start start : chain().starts()) {
      lines.add(
          line(at, start.applied(), "from " + before + " to the apply of " + start.service()));
      at = start.healthy();
      before = start.service() + " healthy";
    }
    for (Event event : events) {
      if (event instanceof Event.AllHealthy all) {
        lines.add(line(at, all.at(), "from " + before + " until all are"));
        at = all.at();
      }
    }
    lines.add(line(at, ended, "until the process has ended"));
    return lines;
  }

  private static String line(Instant from, Instant to, String what) {
    return "%8s  %s".formatted(Unit.SECONDS.text(Seconds.between(from, to)), what);
  }
}
