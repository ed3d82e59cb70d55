package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DetachedTest {
  @TempDir Path state;

  @Test
  void aRunThatDiesWhileItIsWaitedForIsSaidInItsOwnWords() throws Exception {
    Detached started =
        Detached.start(
            state,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BackgroundRunOnPaper.class.getName(),
                state.toString()));
    Attachment run = new Attachment(started.address(), "");
    run.now();
    ProcessHandle.of(run.process()).orElseThrow().destroy();
    assertEquals(
        Optional.empty(),
        new AwaitedRun(run, List.of("postgres"), Duration.ofSeconds(50), false).await());
    Failure end = started.end();
    assertEquals(ExitCode.MACHINE_LACKS, end.exitCode());
    assertEquals("Docker does not answer; start it", end.getMessage());
  }

  @Test
  void aRunThatEndsBeforeItCanBeAskedIsNeverASuccess() {
    Detached started = Detached.start(state, List.of("true"));
    Failure end = assertThrows(Failure.class, started::address);
    assertEquals(ExitCode.SERVICE_FAILED, end.exitCode());
    assertEquals(
        "the run in the background has ended; read what it printed: " + state.resolve("run.out"),
        end.getMessage());
  }

  @Test
  void whatItPrintsIsForItsUserAlone() throws Exception {
    Path printed = state.resolve("run.out");
    Files.writeString(printed, "of an earlier run");
    Files.setPosixFilePermissions(printed, PosixFilePermissions.fromString("rw-r--r--"));

    assertThrows(Failure.class, Detached.start(state, List.of("true"))::address);

    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(printed)));
    Files.delete(printed);
    assertThrows(Failure.class, Detached.start(state, List.of("true"))::address);
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(printed)));
  }
}
