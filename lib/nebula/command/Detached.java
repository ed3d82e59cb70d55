package nebula.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.console.FailureText;
import nebula.console.Output;
import nebula.console.RunRecord;
import nebula.console.Summary;
import nebula.console.Surroundings;
import nebula.dashboard.RunAddress;
import nebula.dashboard.RunClient;
import nebula.event.EventBus;
import nebula.event.Snapshot;
import nebula.health.Diagnosis;
import nebula.local.OwnSession;
import nebula.model.ExitCode;
import nebula.model.Failure;

/// Starts a run in the background, in a session of its own, and waits until it is healthy. What
/// that process prints goes to `run.out` of the state folder.
final class Detached {
  private static final Duration UNTIL_IT_ANSWERS = Duration.ofSeconds(60);
  private static final int GAP_MILLIS = 50;

  private final Path stateFolder;
  private final List<String> arguments;
  private final Path printed;
  private final Duration limit;
  private final Surroundings surroundings = Surroundings.ofThisProcess();
  private final EventBus bus = new EventBus();
  private final RunRecord record = new RunRecord();

  /// @param arguments of the run in the background
  Detached(Path stateFolder, List<String> arguments, Duration limit) {
    this.stateFolder = stateFolder;
    this.arguments = arguments;
    this.printed = stateFolder.resolve("run.out");
    this.limit = limit;
  }

  /// @throws Failure when the process could not be started, or ended before it answered
  ExitCode run() throws InterruptedException {
    Process process = start(OwnCommandLine.with(arguments));
    RunAddress address = awaitAddress(process);
    bus.subscribe(record);
    ExitCode end;
    try (Output output = surroundings.open(false, true, new RunClient(address), () -> {})) {
      bus.subscribe(output);
      Thread following = Thread.ofVirtual().start(() -> follow(new RunClient(address)));
      end = awaitOutcome();
      following.interrupt();
    }
    conclude(end, address);
    return end;
  }

  private void conclude(ExitCode end, RunAddress address) {
    Snapshot last = record.snapshot();
    if (end != ExitCode.HEALTHY) {
      new FailureText(System.err, surroundings.theme()).print(last, end == ExitCode.TIMED_OUT);
    }
    Summary.print(System.out, last, surroundings.theme());
    System.out.printf(
        "runs in the background (process %d): %s; ./jbang up.java shows it, ./jbang down.java ends"
            + " it%n",
        address.process(), address.url());
  }

  private void follow(RunClient client) {
    try {
      client.follow(bus);
    } catch (InterruptedException healthy) {
      Thread.currentThread().interrupt();
    }
  }

  private ExitCode awaitOutcome() throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      Snapshot now = record.snapshot();
      if (now.allHealthy()) {
        return ExitCode.HEALTHY;
      }
      if (now.lines().stream().anyMatch(Detached::hopeless)) {
        return ExitCode.SERVICE_FAILED;
      }
      TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
    }
    return ExitCode.TIMED_OUT;
  }

  private static boolean hopeless(Snapshot.Line line) {
    return Diagnosis.hopeless(line.status(), Duration.between(line.since(), Instant.now()));
  }

  private Process start(List<String> command) {
    try {
      Files.createDirectories(stateFolder);
      return new ProcessBuilder(OwnSession.around(command))
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(printed.toFile())
          .start();
    } catch (IOException failed) {
      throw Failure.machineLacks(
          "the run could not be started in the background: " + failed.getMessage(),
          "run ./jbang up.java in a terminal of its own");
    }
  }

  private RunAddress awaitAddress(Process process) throws InterruptedException {
    long deadline = System.nanoTime() + UNTIL_IT_ANSWERS.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<RunAddress> address =
          RunAddress.find(stateFolder).filter(found -> found.process() == process.pid());
      if (address.isPresent()) {
        return address.get();
      }
      if (!process.isAlive()) {
        throw new Failure(ExitCode.of(process.exitValue()), DetachedEnd.problems(printed));
      }
      TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
    }
    process.destroy();
    throw Failure.timedOut(
        "the run in the background did not answer within " + UNTIL_IT_ANSWERS.toSeconds() + " s",
        "read what it printed: " + printed);
  }
}
