package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The supervisor as a process of this machine, in each shell that is here.
@Timeout(30)
class SupervisorTest {
  private final String container = "c" + UUID.randomUUID();
  private Process process;
  private BufferedReader out;

  @BeforeEach
  void needsProcesses() {
    Shells.needProcesses();
  }

  @AfterEach
  void stop() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource("nebula.sync.Shells#all")
  void endsWithTheCodeOfItsChild(List<String> shell) throws Exception {
    supervise(shell, "exit 7");

    assertEquals(7, process.waitFor());
  }

  @ParameterizedTest
  @MethodSource("nebula.sync.Shells#all")
  void passesTermOnAndEndsWithTheChildsCode(List<String> shell) throws Exception {
    supervise(shell, "trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
    assertEquals("up", out.readLine());

    process.toHandle().destroy();

    assertEquals("bye", out.readLine());
    assertEquals(3, process.waitFor());
  }

  @ParameterizedTest
  @MethodSource("nebula.sync.Shells#all")
  void aSignalThatEndsTheChildIsItsCode(List<String> shell) throws Exception {
    supervise(shell, "echo up; exec sleep 60");
    assertEquals("up", out.readLine());

    process.toHandle().destroy();

    assertEquals(128 + 15, process.waitFor());
  }

  @ParameterizedTest
  @MethodSource("nebula.sync.Shells#all")
  void startsTheChildAgainWhenAsked(List<String> shell) throws Exception {
    supervise(shell, "echo $$; exec sleep 60");
    String first = out.readLine();

    assertEquals(0, restart(shell, 5));

    String second = out.readLine();
    assertNotEquals(first, second);
    assertFalse(ProcessHandle.of(Long.parseLong(first)).isPresent());
    assertTrue(process.isAlive());
    assertEquals(0, restart(shell, 5));
    assertNotEquals(second, out.readLine());
  }

  @ParameterizedTest
  @MethodSource("nebula.sync.Shells#all")
  void aChildThatIgnoresTermIsKilledAfterTheGrace(List<String> shell) throws Exception {
    supervise(shell, "trap '' TERM; echo $$; while :; do sleep 0.05; done");
    String first = out.readLine();

    assertEquals(0, restart(shell, 0));

    assertNotEquals(first, out.readLine());
  }

  @ParameterizedTest
  @MethodSource("nebula.sync.Shells#all")
  void saysThatThereIsNone(List<String> shell) throws Exception {
    assertEquals(Supervisor.NOT_SUPERVISED, restart(shell, 1));
  }

  private void supervise(List<String> shell, String script) throws IOException {
    List<String> original = new ArrayList<>(shell);
    original.addAll(List.of("-c", script));
    process =
        new ProcessBuilder(Shells.with(shell, Supervisor.command(container, original)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.inputReader();
  }

  private int restart(List<String> shell, int grace) throws Exception {
    Process asked =
        new ProcessBuilder(Shells.with(shell, Supervisor.restart(container, grace)))
            .inheritIO()
            .start();
    assertTrue(asked.waitFor(15, TimeUnit.SECONDS));
    return asked.exitValue();
  }
}
