package nebula.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.event.Snapshot;
import nebula.model.Cause;
import nebula.model.State;

/// Says on stderr what went wrong. The first line of each trouble holds the cause and the mend,
/// because it is the one that is read, and the one that a log viewer shows.
final class FailureText {
  private final PrintStream err;
  private final Theme theme;

  FailureText(PrintStream err, Theme theme) {
    this.err = err;
    this.theme = theme;
  }

  /// The services that failed: cause and mend, then its last lines, then what waits for it.
  /// Services that only wait for another are left to the line of that one.
  ///
  /// @param timedOut whether services that are still starting are trouble too
  void print(Snapshot snapshot, boolean timedOut) {
    List<Text> lines = new ArrayList<>();
    for (Snapshot.Line line : snapshot.lines()) {
      Optional<Cause> cause = line.status().cause();
      if (cause.isPresent() && isTrouble(line.status().state(), cause.get(), timedOut)) {
        addService(lines, line, cause.get());
      }
    }
    if (snapshot.rehearsal() && !lines.isEmpty()) {
      lines.add(Text.of(Role.REHEARSAL, Rehearsal.SENTENCE));
    }
    print(lines);
  }

  private static boolean isTrouble(State state, Cause cause, boolean timedOut) {
    boolean onItsOwn =
        cause.kind() != Cause.Kind.DEPENDENCY_FAILED
            && cause.kind() != Cause.Kind.WAITS_FOR_DEPENDENCY;
    return onItsOwn && (state == State.FAILING || timedOut && state == State.STARTING);
  }

  private void addService(List<Text> lines, Snapshot.Line line, Cause cause) {
    Text first =
        Text.of(Role.CAUSE, "error: ")
            .and(Role.TITLE, line.service().name() + ": ")
            .and(Role.CAUSE, clean(cause.what()));
    lines.add(cause.mend().map(mend -> first.and("; ").and(Role.MEND, clean(mend))).orElse(first));
    for (String detail : cause.details()) {
      lines.add(Text.of(Role.QUIET, "  " + theme.bar() + " ").and(LogText.of(detail, 2_000)));
    }
    if (!line.waiting().isEmpty()) {
      lines.add(Text.of("  holds up " + String.join(", ", line.waiting())));
    }
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
