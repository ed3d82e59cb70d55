package nebula.health;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.kube.Kube;

/// Runs a command in one pod's first container.
record ExecQuestion(Kube kube, String pod, List<String> command) implements Question {

  @Override
  public String subject() {
    return command.size() == 1 ? command.getFirst() : command.getFirst() + " …";
  }

  @Override
  public Answer ask(Duration limit) throws InterruptedException {
    Kube.ExecOutcome outcome;
    try {
      outcome = kube.exec(pod, Optional.empty(), command, limit);
    } catch (IOException failed) {
      return Answer.failed(subject() + " could not be run: " + Extract.line(reason(failed)));
    }
    String words = subject() + " ended with " + outcome.exitCode();
    if (outcome.exitCode() == 0) {
      return Answer.passed(words);
    }
    String said = lastLine(outcome.err().isBlank() ? outcome.out() : outcome.err());
    return Answer.failed(said.isEmpty() ? words : words + ": " + Extract.line(said));
  }

  private static String reason(IOException failed) {
    String message = failed.getMessage();
    return message == null || message.isBlank() ? failed.getClass().getSimpleName() : message;
  }

  /// Programs say at the end why they gave up.
  private static String lastLine(String text) {
    String last = "";
    for (String line : text.split("\n")) {
      last = line.isBlank() ? last : line;
    }
    return last.strip();
  }
}
