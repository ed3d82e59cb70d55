package nebula.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nebula.event.Snapshot;
import nebula.model.Cause;
import nebula.model.State;
import nebula.model.Status;

/// The lines of one service: its row, and below it what the row has no room for.
final class ServiceRows {
  private final Theme theme;
  private final Columns columns;
  private final Detail detail;
  private final int width;
  private final Instant now;

  ServiceRows(Theme theme, Columns columns, Detail detail, int width, Instant now) {
    this.theme = theme;
    this.columns = columns;
    this.detail = detail;
    this.width = width;
    this.now = now;
  }

  Text heading() {
    Text heading =
        Text.of("  ").and("SERVICE").padTo(Columns.SYMBOL + columns.name() + Columns.GAP).and("STATE");
    if (columns.since()) {
      heading = heading.padTo(Columns.SYMBOL + columns.name() + Columns.GAP + Columns.STATE + Columns.GAP)
          .and(Text.of("SINCE").padLeftTo(Columns.SINCE));
    }
    if (columns.restarts()) {
      heading = heading.and("  RESTARTS");
    }
    if (columns.last() > 0) {
      heading = heading.and("  ADDRESS OR CAUSE");
    }
    return Text.of(Role.QUIET, heading.plain());
  }

  List<Text> of(Snapshot.Line line) {
    List<Text> below = new ArrayList<>();
    Text row = row(line);
    Status status = line.status();
    if (status.cause().isPresent()) {
      List<Text> causes = cause(status);
      if (columns.last() > 0) {
        row = row.and("  ").and(causes.removeFirst());
      }
      below.addAll(causes);
      if (detail.mends()) {
        addMend(below, status);
      }
    } else if (columns.last() > 0) {
      row = row.and("  ").and(addressOrPhase(line));
    }
    if (status.state() == State.FAILING) {
      addEnd(below, status);
      addWaiting(below, line);
    }
    List<Text> lines = new ArrayList<>();
    lines.add(row.cutTo(width, theme.ellipsis()));
    String indent = " ".repeat(columns.indent());
    below.forEach(text -> lines.add(Text.of(indent).and(text).cutTo(width, theme.ellipsis())));
    return lines;
  }

  private Text row(Snapshot.Line line) {
    State state = line.status().state();
    Role role = Role.of(state);
    Text row =
        Text.of(role, theme.symbol(state))
            .padTo(Columns.SYMBOL)
            .and(Text.of(line.service().name()).fitTo(columns.name(), theme.ellipsis()))
            .and("  ")
            .and(Text.of(role, state.word()).padTo(Columns.STATE));
    if (columns.since()) {
      String since = Elapsed.rough(Duration.between(line.since(), now));
      row = row.and("  ").and(Text.of(since).padLeftTo(Columns.SINCE));
    }
    if (columns.restarts()) {
      int restarts = line.status().restarts();
      Role look = restarts > 0 ? Role.STARTING : Role.QUIET;
      row = row.and("  ").and(Text.of(look, Integer.toString(restarts)).padLeftTo(Columns.RESTARTS));
    }
    return row;
  }

  private Text addressOrPhase(Snapshot.Line line) {
    Status status = line.status();
    if (status.state() == State.STARTING) {
      return Text.of(Phases.words(status.phase()));
    }
    return Text.of(status.healthy() ? Role.LINK : Role.QUIET, Links.of(line.service()));
  }

  private List<Text> cause(Status status) {
    String words = clean(status.cause().orElseThrow().what());
    if (!columns.restarts() && status.restarts() > 0) {
      words = words + " (" + status.restarts() + " restarts)";
    }
    boolean failing = status.state() == State.FAILING;
    Role role = failing ? Role.CAUSE : status.healthy() ? Role.PLAIN : Role.QUIET;
    int limit = failing ? detail.causeLines() : 1;
    List<Text> lines = new ArrayList<>();
    Wrapping.lines(words, room(), limit, theme.ellipsis()).forEach(part -> lines.add(Text.of(role, part)));
    return lines;
  }

  private void addMend(List<Text> below, Status status) {
    status
        .cause()
        .flatMap(Cause::mend)
        .ifPresent(
            mend -> {
              String lead = theme.arrow() + " ";
              int room = room() - Cells.of(lead);
              boolean first = true;
              for (String part : Wrapping.lines(clean(mend), room, 3, theme.ellipsis())) {
                below.add(Text.of(Role.MEND, (first ? lead : " ".repeat(Cells.of(lead))) + part));
                first = false;
              }
            });
  }

  private void addEnd(List<Text> below, Status status) {
    List<String> details = status.cause().map(Cause::details).orElse(List.of());
    int from = Math.max(0, details.size() - detail.endLines());
    for (String each : details.subList(from, details.size())) {
      below.add(
          Text.of(Role.QUIET, theme.bar() + " ").and(LogText.of(each, theme.colour(), room())));
    }
  }

  private void addWaiting(List<Text> below, Snapshot.Line line) {
    if (detail.mends() && !line.waiting().isEmpty()) {
      String words = "holds up " + String.join(", ", line.waiting());
      Wrapping.lines(words, room(), 2, theme.ellipsis()).forEach(part -> below.add(Text.of(Role.QUIET, part)));
    }
  }

  private int room() {
    return Math.max(8, width - columns.indent());
  }

  private static String clean(String text) {
    return LogText.of(text.replace('\n', ' '), false, 2_000).plain();
  }
}
