package nebula.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.event.Snapshot;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.State;
import nebula.model.Status;

/// The lines of one service: its row, and below it what the row has no room for.
final class ServiceRows {
  private static final int INDENT = 4;
  private static final int MEND_LINES = 3;

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
        Text.of("  ")
            .and("SERVICE")
            .padTo(Columns.SYMBOL + columns.name() + Columns.GAP)
            .and("STATE");
    if (columns.since()) {
      heading =
          heading
              .padTo(Columns.SYMBOL + columns.name() + Columns.GAP + Columns.STATE + Columns.GAP)
              .and(Text.of("SINCE").padLeftTo(Columns.SINCE));
    }
    if (columns.restarts()) {
      heading = heading.and("  RESTARTS");
    }
    if (columns.last() > 0) {
      heading = heading.and(columns.causesLast() ? "  ADDRESS OR CAUSE" : "  ADDRESS");
    }
    return Text.of(Role.QUIET, heading.plain());
  }

  List<Text> of(Snapshot.Line line) {
    Status status = line.status();
    boolean inline = columns.causesLast() && fitsLast(status);
    int indent = inline ? columns.beforeLast() : INDENT;
    List<Text> below = new ArrayList<>();
    Text last = Text.of(status.healthy() ? Role.LINK : Role.QUIET, Links.of(line.service()));
    if (status.healthy()) {
      last = withCode(last, line);
    }
    if (status.cause().isPresent()) {
      List<Text> causes = cause(status, width - indent);
      if (inline) {
        last = causes.removeFirst();
      }
      causes.forEach(text -> below.add(indented(indent, text)));
      mend(status, width - indent).forEach(text -> below.add(indented(indent, text)));
    } else if (status.state() == State.STARTING) {
      last = Text.of(Role.QUIET, Phases.words(status.phase()));
    }
    if (inTrouble(status)) {
      end(status).forEach(text -> below.add(indented(INDENT, text)));
      waiting(line).forEach(text -> below.add(indented(INDENT, text)));
    }
    List<Text> lines = new ArrayList<>();
    Text row = row(line);
    lines.add(columns.last() > 0 ? row.and("  ").and(last) : row);
    lines.addAll(below);
    return lines.stream().map(text -> text.cutTo(width, theme.ellipsis())).toList();
  }

  private Text withCode(Text address, Snapshot.Line line) {
    if (line.code().isEmpty()) {
      return address;
    }
    Role look = line.code().get() instanceof Code.Older ? Role.STARTING : Role.QUIET;
    String before = address.width() == 0 ? "" : " " + theme.dot() + " ";
    return address.and(look, before + line.code().get().words());
  }

  /// The row alone, with the cause in it as far as there is room.
  Text shortest(Snapshot.Line line) {
    Text last =
        line.status().cause().isPresent()
            ? cause(line.status(), width).getFirst()
            : Text.of(Role.LINK, Links.of(line.service()));
    return row(line).and("  ").and(last).cutTo(width, theme.ellipsis());
  }

  /// A cause that is cut, or a command that is broken, is worse than one that stands below. What is
  /// not in trouble has one line in any case.
  private boolean fitsLast(Status status) {
    if (!inTrouble(status)) {
      return true;
    }
    int mend = status.cause().flatMap(Cause::mend).map(Cells::of).orElse(0);
    int cause = status.cause().map(Cause::what).map(Cells::of).orElse(0);
    return cause <= columns.last() && mend + Cells.of(theme.arrow()) + 1 <= columns.last();
  }

  private static Text indented(int indent, Text text) {
    return Text.of(" ".repeat(indent)).and(text);
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
      row =
          row.and("  ").and(Text.of(look, Integer.toString(restarts)).padLeftTo(Columns.RESTARTS));
    }
    return row;
  }

  private List<Text> cause(Status status, int room) {
    String words = clean(status.cause().orElseThrow().what());
    if (!columns.restarts() && status.restarts() > 0) {
      words = words + " (" + status.restarts() + " restarts)";
    }
    Role role = status.state() == State.FAILING ? Role.CAUSE : Role.QUIET;
    return wrapped(role, "", words, room, inTrouble(status) ? detail.causeLines() : 1);
  }

  private static boolean inTrouble(Status status) {
    return status.state() == State.FAILING || status.heldUp();
  }

  private List<Text> mend(Status status, int room) {
    Optional<String> mend = status.cause().flatMap(Cause::mend);
    return detail.mends() && mend.isPresent()
        ? wrapped(Role.MEND, theme.arrow() + " ", clean(mend.get()), room, MEND_LINES)
        : List.of();
  }

  private List<Text> end(Status status) {
    List<String> details = status.cause().map(Cause::details).orElse(List.of());
    Text bar = Text.of(Role.QUIET, theme.bar() + " ");
    return details.subList(Math.max(0, details.size() - detail.endLines()), details.size()).stream()
        .map(each -> bar.and(LogText.of(each, width)))
        .toList();
  }

  private List<Text> waiting(Snapshot.Line line) {
    String words = "holds up " + String.join(", ", line.waiting());
    return detail.mends() && !line.waiting().isEmpty()
        ? wrapped(Role.QUIET, "", words, width - INDENT, 2)
        : List.of();
  }

  /// @param lead before the first line; the others begin below where it ends
  private List<Text> wrapped(Role role, String lead, String words, int room, int limit) {
    List<Text> lines = new ArrayList<>();
    String start = lead;
    int rest = Math.max(8, room - Cells.of(lead));
    for (String part : Wrapping.lines(words, rest, limit, theme.ellipsis())) {
      lines.add(Text.of(role, start + part));
      start = " ".repeat(Cells.of(lead));
    }
    return lines;
  }

  private static String clean(String text) {
    return LogText.of(text.replace('\n', ' '), 2_000).plain();
  }
}
