package nebula.console;

import java.time.Duration;
import java.util.List;
import nebula.event.Snapshot;
import nebula.model.State;

/// The first line of the screen: the one to glance at.
final class Header {
  private final Theme theme;

  Header(Theme theme) {
    this.theme = theme;
  }

  /// In a narrow window, the name of the context gives way, then that of the program: never the
  /// rehearsal, and the health last.
  Text of(View view, int width) {
    Snapshot snapshot = view.snapshot();
    Text rehearsal =
        snapshot.rehearsal()
            ? Text.of(Role.REHEARSAL, " " + Rehearsal.SENTENCE + " ").and(" ")
            : Text.EMPTY;
    Text name = Text.of(Role.TITLE, "nebula");
    Text context =
        snapshot.context().isEmpty()
            ? Text.EMPTY
            : Text.of(Role.QUIET, " on " + snapshot.context());
    Text health = health(view);
    List<Text> fromMost =
        List.of(
            withPage(rehearsal.and(name).and(context).and("  ").and(health), view, width),
            rehearsal.and(name).and(context).and("  ").and(health),
            rehearsal.and(name).and("  ").and(health),
            rehearsal.and(health));
    for (Text line : fromMost) {
      if (line.width() <= width) {
        return line;
      }
    }
    return fromMost.getLast().cutTo(width, theme.ellipsis());
  }

  /// The page's address at the right end.
  private static Text withPage(Text left, View view, int width) {
    String page = view.page().orElse("");
    int gap = width - left.width() - page.length();
    return page.isEmpty() || gap < 2 ? left : left.and(" ".repeat(gap)).and(Role.LINK, page);
  }

  private Text health(View view) {
    List<Snapshot.Line> lines = view.snapshot().lines();
    if (lines.isEmpty()) {
      return Text.of(Role.QUIET, "getting ready");
    }
    long healthy = Counts.in(State.HEALTHY, view.snapshot());
    long stopped = Counts.in(State.STOPPED, view.snapshot());
    long wanted = lines.size() - stopped - Counts.in(State.SKIPPED, view.snapshot());
    if (view.snapshot().allHealthy()) {
      String time = view.took().map(took -> " after " + Elapsed.exact(took)).orElse("");
      return state(State.HEALTHY, "all " + healthy + " healthy" + time);
    }
    String apart = stopped == 0 ? "" : ", " + stopped + " stopped";
    if (healthy == wanted) {
      return state(healthy == 0 ? State.STOPPED : State.HEALTHY, healthy + " healthy" + apart);
    }
    List<String> failing =
        lines.stream()
            .filter(line -> line.status().state() == State.FAILING)
            .map(line -> line.service().name())
            .toList();
    String trouble = failing.isEmpty() ? "" : String.join(", ", failing) + " failing; ";
    String running =
        view.started()
            .map(from -> ", " + Elapsed.counting(Duration.between(from, view.now())))
            .orElse("");
    return state(
        failing.isEmpty() ? State.STARTING : State.FAILING,
        trouble + healthy + " of " + wanted + " healthy" + apart + running);
  }

  private Text state(State state, String words) {
    return Text.of(Role.of(state), theme.symbol(state) + " " + words);
  }
}
