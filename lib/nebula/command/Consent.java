package nebula.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import nebula.model.Failure;
import nebula.model.Problem;

/// Says what would be lost and goes on only when that is wanted.
final class Consent {
  private final boolean given;
  private final PrintWriter out;

  /// @param given whether `--yes` was said
  Consent(boolean given, PrintWriter out) {
    this.given = given;
    this.out = out;
  }

  /// @param losses a line for each thing that goes
  /// @return whether to go on
  /// @throws Failure when nobody can be asked
  boolean to(String question, List<String> losses) {
    losses.forEach(loss -> out.println("  " + loss));
    out.flush();
    if (given) {
      return true;
    }
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw Failure.badInput(
          Problem.of(
              "this deletes what is listed above, and there is no terminal to ask on",
              "say --yes if that is meant"));
    }
    String answer = console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
