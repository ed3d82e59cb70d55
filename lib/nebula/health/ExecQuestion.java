package nebula.health;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.kube.Kube;

/// Runs a command in one pod's first container.
record ExecQuestion(Kube kube, String pod, List<String> command) implements Question {
  private static final String OF_RUNTIME = "OCI runtime exec failed: ";

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

  /// Without the number that the runtime gives each exec: the same reason is the same text.
  private String reason(IOException failed) {
    String message = failed.getMessage();
    if (message == null || message.isBlank()) {
      return failed.getClass().getSimpleName();
    }
    if (message.contains("executable file not found")) {
      return "the container has no program '" + command.getFirst() + "'";
    }
    int runtime = message.indexOf(OF_RUNTIME);
    return runtime < 0 ? message : message.substring(runtime + OF_RUNTIME.length());
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
