package nebula.sync;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import nebula.kube.Kube;
import nebula.kube.Kube.ExecOutcome;

/// Carries files into containers and runs what follows. One call is one exec.
final class ContainerSync {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /// For the slowest connection that is still used: 1 MB a second.
  private static final long BYTES_A_SECOND = 1_000_000;

  /// Commands after a sync may install packages.
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(10);

  /// As Kubernetes gives a container that is to end.
  static final int GRACE_SECONDS = 10;

  private static final String NO_SUPERVISOR = "its process has no supervisor to start it anew";

  private final Kube kube;

  ContainerSync(Kube kube) {
    this.kube = kube;
  }

  sealed interface Result {
    record Done(String output) implements Result {}

    /// The container will not take it, however often it is tried.
    ///
    /// @param why half a sentence
    record Refused(String why, String output) implements Result {}

    /// The connection or the container went: it may be tried again while the container is there.
    record Lost(String why) implements Result {}
  }

  ContainerNote note(Container of, String folder, SortedMap<String, SourceFile> image)
      throws IOException, InterruptedException {
    List<String> command = ContainerScript.readNote(folder, of);
    ExecOutcome outcome = kube.exec(of.pod(), Optional.of(of.container()), command, ANSWER_LIMIT);
    return ContainerNote.parse(outcome.out(), image);
  }

  /// @param life that the container is to be in still
  Result send(Container to, String life, Shipment shipment, String folder)
      throws InterruptedException {
    List<String> command = ContainerScript.receive(shipment.size(), folder, to, life);
    Duration limit =
        ANSWER_LIMIT
            .plusSeconds(shipment.size() / BYTES_A_SECOND)
            .plusSeconds(shipment.restarts() ? GRACE_SECONDS : 0);
    try (InputStream bytes = shipment.open()) {
      ExecOutcome outcome = kube.exec(to.pod(), Optional.of(to.container()), command, bytes, limit);
      return switch (outcome.exitCode()) {
        case 0 -> new Result.Done(outcome.out());
        case ContainerScript.ANOTHER_LIFE -> new Result.Lost("it has been started again");
        case ContainerScript.KILLED -> new Result.Lost("the container was killed meanwhile");
        default -> new Result.Refused(refusal(outcome), outcome.err());
      };
    } catch (IOException e) {
      return failed(e);
    }
  }

  /// @param eachLine gets what it writes, as it does
  /// @return refused when it ends with another code than 0
  Result run(Container in, List<String> command, Consumer<String> eachLine)
      throws InterruptedException {
    return exec(in, command, eachLine, COMMAND_LIMIT);
  }

  Result restart(Container in) throws InterruptedException {
    Duration limit = ANSWER_LIMIT.plusSeconds(GRACE_SECONDS);
    return exec(in, Supervisor.restart(in.container(), GRACE_SECONDS), _ -> {}, limit);
  }

  void paid(Container in, String folder) throws InterruptedException {
    exec(in, ContainerScript.paid(folder, in), _ -> {}, ANSWER_LIMIT);
  }

  private Result exec(Container in, List<String> command, Consumer<String> eachLine, Duration limit)
      throws InterruptedException {
    try {
      ExecOutcome outcome =
          kube.exec(in.pod(), Optional.of(in.container()), command, eachLine, limit);
      String output = outcome.out() + outcome.err();
      return switch (outcome.exitCode()) {
        case 0 -> new Result.Done(output);
        case Supervisor.NOT_SUPERVISED -> new Result.Refused(NO_SUPERVISOR, output);
        default -> new Result.Refused("exit code " + outcome.exitCode(), output);
      };
    } catch (IOException e) {
      return failed(e);
    }
  }

  static boolean hasNoShell(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("executable file not found")
        || text.contains("exec: \"sh\"")
        || text.contains("exec failed") && text.contains("no such file or directory");
  }

  private static Result failed(IOException e) {
    String text = String.valueOf(e.getMessage());
    return hasNoShell(e) ? new Result.Refused("the image has no sh", text) : new Result.Lost(text);
  }

  private static String refusal(ExecOutcome outcome) {
    String said = outcome.err().lines().map(String::strip).reduce((_, last) -> last).orElse("");
    return switch (outcome.exitCode()) {
      case ContainerScript.NO_TAR -> "the image has no tar";
      case Supervisor.NOT_SUPERVISED -> NO_SUPERVISOR;
      case ContainerScript.NO_TARGET ->
          outcome.out().strip() + " is not in the container, is `to:` right?";
      default -> reason(outcome.err(), said);
    };
  }

  private static String reason(String err, String said) {
    if (err.contains("Read-only file system")) {
      return "the container's file system is read-only there: " + said;
    }
    if (err.contains("No space left")) {
      return "no space is left in the container: " + said;
    }
    if (err.contains("Permission denied") || err.contains("not permitted")) {
      return "the container's user may not write there: " + said;
    }
    if (err.contains("Is a directory") || err.contains("cannot overwrite directory")) {
      return "a folder is where the file should go; end `to:` with '/' to put it in there: " + said;
    }
    return said.isEmpty() ? "it ended without a reason" : said;
  }
}
