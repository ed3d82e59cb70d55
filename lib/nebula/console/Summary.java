package nebula.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nebula.event.Snapshot;
import nebula.model.Cause;
import nebula.model.State;

/// The result of a run, for stdout: a line a service with its state, and where it is reached or
/// why it is not.
///
///     postgres     healthy  localhost:5432
///     temporal-ui  failing  the image cannot be pulled: not found
public final class Summary {
  private static final int WORD = 8;

  private Summary() {}

  public static void print(PrintStream out, Snapshot snapshot, Theme theme) {
    StringBuilder text = new StringBuilder();
    lines(snapshot)
        .forEach(line ->
            text.append(line.painted(theme).stripTrailing()).append(System.lineSeparator()));
    out.print(text);
    out.flush();
  }

  static List<Text> lines(Snapshot snapshot) {
    List<Text> lines = new ArrayList<>();
    if (snapshot.rehearsal()) {
      lines.add(Text.of(Role.REHEARSAL, Rehearsal.SENTENCE));
    }
    int name = 0;
    for (Snapshot.Line line : snapshot.lines()) {
      name = Math.max(name, Cells.of(line.service().name()));
    }
    for (Snapshot.Line line : snapshot.lines()) {
      State state = line.status().state();
      lines.add(
          Text.of(line.service().name())
              .padTo(name)
              .and("  ")
              .and(Text.of(Role.of(state), state.word()).padTo(WORD))
              .and("  ")
              .and(last(line)));
    }
    return lines;
  }

  private static Text last(Snapshot.Line line) {
    if (line.status().healthy()) {
      return Text.of(Role.LINK, Links.of(line.service()));
    }
    String words =
        line.status().cause().map(Cause::what).orElse(Phases.words(line.status().phase()));
    return LogText.of(words.replace('\n', ' '), 2_000);
  }
}
