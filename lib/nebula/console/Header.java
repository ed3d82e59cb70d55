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

  Text of(View view, int width) {
    Snapshot snapshot = view.snapshot();
    Text line = Text.EMPTY;
    if (snapshot.rehearsal()) {
      line = Text.of(Role.REHEARSAL, " " + Rehearsal.SENTENCE + " ").and(" ");
    }
    line = line.and(Role.TITLE, "nebula");
    if (!snapshot.context().isEmpty()) {
      line = line.and(Role.QUIET, " on " + snapshot.context());
    }
    line = line.and("  ").and(health(view));
    return line.cutTo(width, theme.ellipsis());
  }

  private Text health(View view) {
    List<Snapshot.Line> lines = view.snapshot().lines();
    if (lines.isEmpty()) {
      return Text.of(Role.QUIET, "getting ready");
    }
    long healthy = lines.stream().filter(line -> line.status().state() == State.HEALTHY).count();
    if (view.snapshot().allHealthy()) {
      String time = view.took().map(took -> " after " + Elapsed.exact(took)).orElse("");
      return Text.of(Role.HEALTHY, theme.symbol(State.HEALTHY) + " all " + healthy + " healthy" + time);
    }
    boolean failing = lines.stream().anyMatch(line -> line.status().state() == State.FAILING);
    State worst = failing ? State.FAILING : State.STARTING;
    String running =
        view.started().map(from -> ", " + Elapsed.rough(Duration.between(from, view.now()))).orElse("");
    return Text.of(
        Role.of(worst),
        theme.symbol(worst) + " " + healthy + " of " + lines.size() + " healthy" + running);
  }
}
