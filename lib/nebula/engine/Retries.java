package nebula.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;

/// Does work for one service until it succeeds, with growing gaps. That the API server refuses
/// something or does not answer is the trouble of this service, and may pass; only a fault of the
/// program itself goes further.
record Retries(Duration first, Duration longest) {
  /// What was refused once is mostly refused again a second later, and who mends it needs longer.
  static final Retries CALM = new Retries(Duration.ofSeconds(10), Duration.ofMinutes(1));

  interface Attempt {
    /// @return false when it is to be tried again; why has been told then
    boolean succeeds() throws InterruptedException;
  }

  /// @param told of what keeps the work from being done, after each try
  void untilSucceeds(Attempt attempt, Consumer<Cause> told) throws InterruptedException {
    for (Duration gap = first; !succeeds(attempt, told); gap = next(gap)) {
      TimeUnit.NANOSECONDS.sleep(gap.toNanos());
    }
  }

  /// The same for work that is done unless it fails.
  void untilDone(Tasks.Work work, Consumer<Cause> told) throws InterruptedException {
    Attempt attempt =
        () -> {
          work.run();
          return true;
        };
    untilSucceeds(attempt, told);
  }

  Duration next(Duration gap) {
    Duration doubled = gap.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private static boolean succeeds(Attempt attempt, Consumer<Cause> told)
      throws InterruptedException {
    try {
      return attempt.succeeds();
    } catch (Failure failure) {
      told.accept(cause(failure));
      return false;
    }
  }

  static Cause cause(Failure failure) {
    String what = failure.problems().stream().map(Problem::what).collect(Collectors.joining("; "));
    // A server that does not answer may be back soon; what it refuses it refuses again.
    Kind kind = failure.exitCode() == ExitCode.MACHINE_LACKS ? Kind.OTHER : Kind.REFUSED;
    return failure
        .problems()
        .getFirst()
        .mend()
        .map(mend -> Cause.of(kind, what, mend))
        .orElseGet(() -> Cause.of(kind, what));
  }
}
