package nebula.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nebula.event.Snapshot;
import nebula.model.State;

/// The services, by group in the order of start.
final class Table {
  private final Theme theme;

  Table(Theme theme) {
    this.theme = theme;
  }

  List<Text> lines(Snapshot snapshot, Detail detail, int width, Instant now) {
    SequencedMap<String, List<Snapshot.Line>> groups = groups(snapshot.lines());
    Columns columns = Columns.fitting(snapshot.lines(), width);
    ServiceRows rows = new ServiceRows(theme, columns, detail, width, now);
    List<Text> lines = new ArrayList<>();
    if (snapshot.lines().isEmpty()) {
      return lines;
    }
    if (detail.headings()) {
      lines.add(rows.heading().cutTo(width, ""));
    }
    for (var group : groups.entrySet()) {
      if (detail.headings() && groups.size() > 1) {
        lines.add(Text.of(Role.TITLE, group.getKey()).cutTo(width, theme.ellipsis()));
      }
      group.getValue().forEach(line -> lines.addAll(rows.of(line)));
    }
    return lines;
  }

  /// For windows that have no room for every service: the worst first, the rest counted.
  List<Text> worst(Snapshot snapshot, int width, int height, Instant now) {
    List<Snapshot.Line> ordered = new ArrayList<>(snapshot.lines());
    ordered.sort((one, other) -> Integer.compare(urgency(one), urgency(other)));
    Columns columns = Columns.fitting(snapshot.lines(), width);
    ServiceRows rows = new ServiceRows(theme, columns, Detail.BARE, width, now);
    int shown = Math.max(0, height - 1);
    List<Text> lines = new ArrayList<>();
    ordered.stream().limit(shown).forEach(line -> lines.add(rows.shortest(line)));
    List<Snapshot.Line> rest = ordered.subList(Math.min(shown, ordered.size()), ordered.size());
    if (!rest.isEmpty() && height > 0) {
      String words = "+" + rest.size() + " more: " + counts(rest);
      lines.add(Text.of(Role.QUIET, "  " + words).cutTo(width, theme.ellipsis()));
    }
    return lines;
  }

  /// Such as `2 starting, 1 healthy`.
  static String counts(List<Snapshot.Line> lines) {
    List<String> parts = new ArrayList<>();
    for (State state :
        List.of(State.FAILING, State.STARTING, State.STOPPED, State.HEALTHY, State.SKIPPED)) {
      long count = lines.stream().filter(line -> line.status().state() == state).count();
      if (count > 0) {
        parts.add(count + " " + state.word());
      }
    }
    return String.join(", ", parts);
  }

  private static int urgency(Snapshot.Line line) {
    return switch (line.status().state()) {
      case FAILING -> 0;
      case STARTING -> 1;
      case STOPPED -> 2;
      case HEALTHY -> 3;
      case SKIPPED -> 4;
    };
  }

  private static SequencedMap<String, List<Snapshot.Line>> groups(List<Snapshot.Line> lines) {
    SequencedMap<String, List<Snapshot.Line>> groups = new LinkedHashMap<>();
    for (Snapshot.Line line : lines) {
      groups.computeIfAbsent(line.service().group(), _ -> new ArrayList<>()).add(line);
    }
    return groups;
  }
}
