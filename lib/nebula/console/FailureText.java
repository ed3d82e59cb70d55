package nebula.console;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.event.Snapshot;
import nebula.model.Cause;
import nebula.model.Failure;
import nebula.model.Position;
import nebula.model.Problem;
import nebula.model.State;

/// Says on stderr what went wrong. The first line of each trouble holds the cause and the mend,
/// because it is the one that is read, and the one that a log viewer shows.
public final class FailureText {
  private final PrintStream err;
  private final Theme theme;
  private final Path here;

  /// @param here the folder the user stands in: positions in files are given relative to it
  public FailureText(PrintStream err, Theme theme, Path here) {
    this.err = err;
    this.theme = theme;
    this.here = here;
  }

  public void print(Failure failure) {
    print(failure.problems().stream().map(this::line).toList());
  }

  /// The services that failed: cause and mend, then its last lines, then what waits for it.
  /// Services that only wait for another are left to the line of that one.
  public void print(Snapshot snapshot) {
    List<Text> lines = new ArrayList<>();
    for (Snapshot.Line line : snapshot.lines()) {
      Optional<Cause> cause = line.status().cause();
      if (line.status().state() == State.FAILING
          && cause.isPresent()
          && cause.get().kind() != Cause.Kind.DEPENDENCY_FAILED) {
        addService(lines, line, cause.get());
      }
    }
    print(lines);
  }

  private void addService(List<Text> lines, Snapshot.Line line, Cause cause) {
    Text first =
        Text.of(Role.TITLE, line.service().name() + ": ").and(Role.CAUSE, clean(cause.what()));
    lines.add(cause.mend().map(mend -> first.and("; ").and(Role.MEND, clean(mend))).orElse(first));
    for (String detail : cause.details()) {
      lines.add(Text.of(Role.QUIET, "  " + theme.bar() + " ").and(LogText.of(detail, 2_000)));
    }
    if (!line.waiting().isEmpty()) {
      lines.add(Text.of("  holds up " + String.join(", ", line.waiting())));
    }
  }

  private Text line(Problem problem) {
    String place = problem.position().map(at -> place(at) + ": ").orElse("");
    Text text = Text.of(place).and(Role.CAUSE, problem.what());
    return problem.mend().map(mend -> text.and("; ").and(Role.MEND, mend)).orElse(text);
  }

  private String place(Position position) {
    Path file = position.file();
    boolean below = file.startsWith(here) && !file.equals(here);
    Path shown = below ? here.relativize(file) : file;
    return shown + ":" + position.line() + ":" + position.column();
  }

  private void print(List<Text> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.painted(theme)).append(System.lineSeparator()));
    err.print(text);
    err.flush();
  }

  private static String clean(String text) {
    return LogText.of(text.replace('\n', ' '), 2_000).plain();
  }
}
