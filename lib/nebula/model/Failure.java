package nebula.model;

import java.util.List;

/// Ends a command: the outermost layer prints the problems and exits with the code. What fails one
/// service of a running environment is a {@link Cause}, not a Failure.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ExitCode exitCode;
  private final transient List<Problem> problems;

  public Failure(ExitCode exitCode, List<Problem> problems) {
    super(String.join(System.lineSeparator(), problems.stream().map(Problem::line).toList()));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a failure names at least one problem");
    }
    this.exitCode = exitCode;
    this.problems = List.copyOf(problems);
  }

  public static Failure badInput(Problem problem) {
    return new Failure(ExitCode.BAD_INPUT, List.of(problem));
  }

  public static Failure badInput(List<Problem> problems) {
    return new Failure(ExitCode.BAD_INPUT, problems);
  }

  public static Failure machineLacks(String what, String mend) {
    return new Failure(ExitCode.MACHINE_LACKS, List.of(Problem.of(what, mend)));
  }

  public static Failure timedOut(String what, String mend) {
    return new Failure(ExitCode.TIMED_OUT, List.of(Problem.of(what, mend)));
  }

  public static Failure failed(String what, String mend) {
    return new Failure(ExitCode.SERVICE_FAILED, List.of(Problem.of(what, mend)));
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public List<Problem> problems() {
    return problems;
  }
}
