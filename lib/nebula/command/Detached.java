package nebula.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nebula.dashboard.RunAddress;
import nebula.local.OwnSession;
import nebula.model.ExitCode;
import nebula.model.Failure;

/// Starts a run in the background, in a session of its own. What that process prints goes to
/// `run.out` of the state folder.
final class Detached {
  private static final Duration UNTIL_IT_ANSWERS = Duration.ofSeconds(60);

  /// A run that has failed says why and ends.
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private static final int GAP_MILLIS = 50;

  private final Path stateFolder;
  private final Path printed;
  private final Process process;

  private Detached(Path stateFolder, Path printed, Process process) {
    this.stateFolder = stateFolder;
    this.printed = printed;
    this.process = process;
  }

  /// @param command that is the run
  /// @throws Failure when the process could not be started
  static Detached start(Path stateFolder, List<String> command) {
    Path printed = stateFolder.resolve("run.out");
    try {
      Files.createDirectories(stateFolder);
      makePrivate(printed);
      Process process =
          new ProcessBuilder(OwnSession.around(command))
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      return new Detached(stateFolder, printed, process);
    } catch (IOException failed) {
      throw Failure.machineLacks(
          "the run could not be started in the background: " + failed.getMessage(),
          "run ./jbang up.java in a terminal of its own");
    }
  }

  /// What it prints is for its user alone, logs above all.
  static void makePrivate(Path file) throws IOException {
    Set<PosixFilePermission> own = PosixFilePermissions.fromString("rw-------");
    if (Files.exists(file)) {
      Files.setPosixFilePermissions(file, own);
    } else {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(own));
    }
  }

  /// Returns when it can be asked how it stands.
  ///
  /// @throws Failure with its own words when the process ended before
  RunAddress address() throws InterruptedException {
    long deadline = System.nanoTime() + UNTIL_IT_ANSWERS.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<RunAddress> address =
          RunAddress.find(stateFolder).filter(found -> found.process() == process.pid());
      if (address.isPresent()) {
        return address.get();
      }
      if (!process.isAlive()) {
        throw end();
      }
      TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
    }
    process.destroy();
    throw Failure.timedOut(
        "the run in the background did not answer within " + UNTIL_IT_ANSWERS.toSeconds() + " s",
        "read what it printed: " + printed);
  }

  /// What a run that ends of its own accord came to. That is never what somebody waited for.
  Failure end() throws InterruptedException {
    boolean over = process.waitFor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
    ExitCode code = over ? ExitCode.of(process.exitValue()) : ExitCode.SERVICE_FAILED;
    return new Failure(
        code == ExitCode.HEALTHY ? ExitCode.SERVICE_FAILED : code, DetachedEnd.problems(printed));
  }
}
