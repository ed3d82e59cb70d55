package nebula.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import picocli.CommandLine;

/// Runs one command from the command line to its exit code; every exception becomes one message.
public final class Script {
  private Script() {}

  /// @return the exit code that the process has to end with
  public static int run(Callable<Integer> command, String... arguments) {
    CommandLine line = new CommandLine(command);
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    return run(line, arguments);
  }

  /// As {@link #run(Callable, String...)}, on a command line whose writers the caller has set.
  static int run(CommandLine line, String... arguments) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((exception, _, _) -> report(line, exception));
    line.setParameterExceptionHandler((exception, _) -> reportUse(line, exception));
    return line.execute(arguments);
  }

  private static int report(CommandLine line, Exception exception) {
    return switch (exception) {
      case Failure failure -> {
        print(line, failure.problems());
        yield failure.exitCode().number();
      }
      case InterruptedException _ -> ExitCode.INTERRUPTED.number();
      default -> {
        print(
            line,
            List.of(
                Problem.of(
                    "a fault in Nebula itself: " + exception,
                    "please report it with the lines below")));
        exception.printStackTrace(line.getErr());
        yield ExitCode.SERVICE_FAILED.number();
      }
    };
  }

  private static int reportUse(CommandLine line, CommandLine.ParameterException exception) {
    String first = exception.getMessage().lines().findFirst().orElse("");
    // picocli says so itself of some mistakes only.
    String message = first.startsWith("Error: ") ? first.substring("Error: ".length()) : first;
    String known = knownNames(line, exception);
    print(line, List.of(Problem.of(message, known)));
    return ExitCode.BAD_INPUT.number();
  }

  private static String knownNames(CommandLine line, CommandLine.ParameterException exception) {
    if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        return "did you mean " + near.getFirst() + "?";
      }
    }
    return "--help lists the options of " + line.getCommandName();
  }

  private static void print(CommandLine line, List<Problem> problems) {
    for (Problem problem : problems) {
      line.getErr().println(line.getColorScheme().errorText("error: ") + problem.line());
    }
    line.getErr().flush();
  }
}
