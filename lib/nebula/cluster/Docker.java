package nebula.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nebula.model.Failure;
import nebula.process.Command;
import nebula.process.Programs;
import nebula.process.Programs.Outcome;

/// The docker program. What is wrong with Docker itself becomes a Failure that says how to mend it;
/// what Docker says of a container or an image is the caller's to judge.
public final class Docker {
  /// For questions and small changes; a healthy engine answers within tens of milliseconds.
  public static final Duration SHORT = Duration.ofSeconds(30);

  private final Programs programs;

  public Docker(Programs programs) {
    this.programs = programs;
  }

  /// Runs `docker` with these arguments and returns whatever came of it.
  ///
  /// @throws Failure when Docker is not installed, does not run or may not be used
  public Outcome ask(String... arguments) throws InterruptedException {
    return ask(SHORT, _ -> {}, arguments);
  }

  public Outcome ask(Duration limit, Consumer<String> eachLine, String... arguments)
      throws InterruptedException {
    return checked(programs.run(Command.of(limit, words(arguments)), eachLine));
  }

  /// Runs a command that is docker's, with what else it needs, such as an environment.
  public Outcome ask(Command command, Consumer<String> eachLine) throws InterruptedException {
    return checked(programs.run(command, eachLine));
  }

  /// As {@link #ask}, with text for the program's standard input.
  Outcome tell(String input, String... arguments) throws InterruptedException {
    return checked(programs.run(Command.of(SHORT, words(arguments)).withInput(input)));
  }

  /// As {@link #ask}, for what must succeed.
  ///
  /// @param purpose completes the sentence "Docker could not …"
  /// @return what was printed to standard output
  public String must(String purpose, String... arguments) throws InterruptedException {
    Outcome outcome = ask(arguments);
    if (!outcome.succeeded()) {
      throw Failure.machineLacks(
          "Docker could not " + purpose + ": " + outcome.lastLine(),
          "mend what Docker names, then run the same command again");
    }
    return outcome.out();
  }

  private static Outcome checked(Outcome outcome) {
    if (!outcome.succeeded()) {
      DockerTrouble.of(outcome.err()).ifPresent(Docker::fail);
    }
    return outcome;
  }

  private static void fail(DockerTrouble trouble) {
    throw Failure.machineLacks(trouble.what(), trouble.mend());
  }

  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of("docker"));
    words.addAll(List.of(arguments));
    return words;
  }
}
