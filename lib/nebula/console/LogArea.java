package nebula.console;

import java.util.ArrayList;
import java.util.List;
import nebula.event.Controls.Action;
import nebula.event.Snapshot;

/// The lower part of the screen: a rule that says what is shown, and the newest lines.
final class LogArea {
  private static final int NAME_LIMIT = 20;

  private final Theme theme;
  private final Palette palette;

  LogArea(Theme theme, Palette palette) {
    this.theme = theme;
    this.palette = palette;
  }

  /// Exactly so many lines, of which the first is the rule.
  List<Text> lines(View.LogView logs, Snapshot snapshot, int width, int height) {
    List<Text> lines = new ArrayList<>();
    lines.add(rule(logs, width));
    int name = nameWidth(snapshot, width);
    for (LogMemory.Line line : logs.memory().window(logs.only(), logs.back(), height - 1)) {
      Text prefix =
          Text.of(roleOf(line.service()), line.service())
              .fitTo(name, theme.ellipsis())
              .and(Role.QUIET, " " + theme.bar() + " ");
      Text text = LogText.of(line.text(), width);
      lines.add(prefix.and(text).cutTo(width, theme.ellipsis()));
    }
    while (lines.size() < height) {
      lines.add(Text.EMPTY);
    }
    return lines;
  }

  private Role roleOf(String service) {
    return service.equals(BoardState.NEBULA) ? Role.TITLE : palette.roleOf(service);
  }

  private Text rule(View.LogView logs, int width) {
    String what = logs.only().map(name -> "logs of " + name).orElse("logs");
    if (logs.back() > 0) {
      what = what + ", " + logs.back() + " lines back";
    }
    if (logs.dropped() > 0) {
      what = what + ", " + logs.dropped() + " skipped (too fast to show)";
    }
    Text left = Text.of(Role.QUIET, theme.line().repeat(2) + " ").and(what).and(" ");
    Text keys = Text.of(Role.QUIET, " " + keys(logs) + " " + theme.line().repeat(2));
    int room = width - left.width() - keys.width();
    if (room < 2) {
      int rest = Math.max(0, width - left.width());
      return left.and(Role.QUIET, theme.line().repeat(rest)).cutTo(width, theme.ellipsis());
    }
    return left.and(Role.QUIET, theme.line().repeat(room)).and(keys);
  }

  private String keys(View.LogView logs) {
    String upDown = theme.unicode() ? "↑↓" : "up/down";
    String back = logs.back() > 0 ? "end: newest" : upDown + " scroll";
    StringBuilder keys = new StringBuilder(back).append("  tab: ");
    keys.append(logs.only().isPresent() ? "next service" : "one service");
    for (Action action : logs.actions()) {
      keys.append("  ").append(key(action));
    }
    return keys.append("  q: leave").toString();
  }

  private static String key(Action action) {
    return switch (action) {
      case RESTART -> "r: restart";
      case REBUILD -> "R: rebuild";
      case STOP -> "s: stop";
      case START -> "s: start";
    };
  }

  private static int nameWidth(Snapshot snapshot, int width) {
    int longest = BoardState.NEBULA.length();
    for (Snapshot.Line line : snapshot.lines()) {
      longest = Math.max(longest, Cells.of(line.service().name()));
    }
    return Math.min(longest, Math.min(NAME_LIMIT, Math.max(6, width / 4)));
  }
}
