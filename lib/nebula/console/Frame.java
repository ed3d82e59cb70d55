package nebula.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nebula.event.Snapshot;

/// Lays the screen out for a window: from top to bottom the header, the services, open work, and
/// the logs. A pure function of view, width and height; no line is wider than the window, and there
/// are never more lines than it has.
///
/// In a low window, the logs give way first (down to a third of it), then last lines and headings,
/// then mends, then the logs as a whole, and at last services, which are counted instead. What a
/// service in trouble says of itself goes last.
final class Frame {
  private static final int LOGS_LEAST = 3;
  private static final int LOGS_WANTED = 8;

  private final Theme theme;
  private final Header header;
  private final Table table;
  private final LogArea logArea;

  Frame(Theme theme, Palette palette) {
    this.theme = theme;
    this.header = new Header(theme);
    this.table = new Table(theme);
    this.logArea = new LogArea(theme, palette);
  }

  List<Text> lines(View view, int width, int height) {
    int logsLeast = view.logs().isEmpty() ? 0 : Math.clamp(height / 3, LOGS_LEAST, LOGS_WANTED);
    List<Text> upper = fittingUpper(view, width, height, logsLeast);
    List<Text> lines = new ArrayList<>(upper.subList(0, Math.min(upper.size(), height)));
    int left = height - lines.size();
    if (view.logs().isPresent() && left >= 2) {
      lines.addAll(logArea.lines(view.logs().get(), view.snapshot(), width, left));
    }
    return lines;
  }

  private List<Text> fittingUpper(View view, int width, int height, int logsLeast) {
    for (Detail detail : Detail.fromMost()) {
      List<Text> upper = upper(view, detail, width);
      if (upper.size() + logsLeast <= height) {
        return upper;
      }
    }
    List<Text> upper = upper(view, Detail.BARE, width);
    if (upper.size() <= height) {
      return upper;
    }
    List<Text> worst = new ArrayList<>();
    worst.add(header.of(view, width));
    worst.addAll(table.worst(view.snapshot(), width, height - 1, view.now()));
    return worst;
  }

  private List<Text> upper(View view, Detail detail, int width) {
    List<Text> lines = new ArrayList<>();
    lines.add(header.of(view, width));
    lines.addAll(table.lines(view.snapshot(), detail, width, view.now()));
    lines.addAll(work(view.snapshot(), detail, width));
    if (view.logs().isEmpty()) {
      view.notices().forEach(text -> lines.add(notice(text, width)));
    }
    return lines;
  }

  private List<Text> work(Snapshot snapshot, Detail detail, int width) {
    List<Text> lines = new ArrayList<>();
    int hidden = snapshot.progress().size() - detail.progressLines();
    int room = hidden > 0 ? detail.progressLines() - 1 : detail.progressLines();
    for (Map.Entry<String, String> step : snapshot.progress().entrySet()) {
      if (lines.size() == room) {
        break;
      }
      Text line =
          Text.of(Role.PROGRESS, theme.work() + " " + step.getKey())
              .and("  ")
              .and(LogText.of(step.getValue(), width));
      lines.add(line.cutTo(width, theme.ellipsis()));
    }
    if (hidden > 0) {
      String more = theme.work() + " +" + (snapshot.progress().size() - lines.size()) + " more";
      lines.add(Text.of(Role.PROGRESS, more).cutTo(width, theme.ellipsis()));
    }
    return lines;
  }

  private Text notice(String text, int width) {
    return Text.of(Role.QUIET, theme.dot() + " ")
        .and(LogText.of(text, width))
        .cutTo(width, theme.ellipsis());
  }
}
