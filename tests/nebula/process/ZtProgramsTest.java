package nebula.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ZtProgramsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /// Prints the pid of its background child on its first line, then stays.
  private static final List<String> WITH_GRANDCHILD =
      List.of("sh", "-c", "sh -c 'trap \"\" TERM; while :; do sleep 1; done' & echo $!; wait");

  private final Programs programs = new ZtPrograms();

  @Test
  void tellsExitCodeAndBothOutputs() throws Exception {
    Outcome outcome = programs.run(shell("echo said; echo complained >&2; exit 3"));
    assertEquals(new Outcome(3, "said\n", "complained\n"), outcome);
  }

  @Test
  void readsTextAsUtf8() throws Exception {
    assertEquals("Größe 日本\n", programs.run(shell("printf 'Gr\\303\\266\\303\\237e 日本\\n'")).out());
  }

  @Test
  void passesArgumentsAsTheyAreWithoutAShell() throws Exception {
    Outcome outcome = programs.run(Command.of(LONG, "printf", "%s|", "a b", "$HOME", "*", "\"q\""));
    assertEquals("a b|$HOME|*|\"q\"|", outcome.out());
  }

  @Test
  void givesEachLineAsItComesAlsoThoseEndedByACarriageReturn() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    programs.run(shell("printf 'one\\rtwo\\nthree'"), lines::add);
    assertEquals(List.of("one", "two", "three"), lines);
  }

  @Test
  void sendsInputAndThenItsEnd() throws Exception {
    assertEquals("text", programs.run(Command.of(LONG, "cat").withInput("text")).out());
  }

  @Test
  void givesTheEndOfInputToAProgramThatAsks() throws Exception {
    assertEquals("nothing\n", programs.run(shell("read answer || echo nothing")).out());
  }

  @Test
  void setsAndTakesAwayEnvironmentVariables() throws Exception {
    Map<String, String> changes = new HashMap<>();
    changes.put("NEBULA_TEST", "set");
    changes.put("HOME", null);
    Command command = Command.of(LONG, "/usr/bin/env").withEnvironment(changes);
    List<String> lines = programs.run(command).out().lines().toList();
    assertTrue(lines.contains("NEBULA_TEST=set"), lines.toString());
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("HOME=")), lines.toString());
  }

  @Test
  void runsInTheFolderOfTheCommand(@TempDir Path folder) throws Exception {
    Command command =
        new Command(List.of("pwd", "-P"), Optional.of(folder), Map.of(), Optional.empty(), LONG);
    assertEquals(folder.toRealPath() + "\n", programs.run(command).out());
  }

  @Test
  void aFolderThatIsNotThereIsBadInput(@TempDir Path folder) {
    Path absent = folder.resolve("absent");
    Command command =
        new Command(List.of("pwd"), Optional.of(absent), Map.of(), Optional.empty(), LONG);
    Failure failure = assertThrows(Failure.class, () -> programs.run(command));
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains(absent.toString()), failure.getMessage());
  }

  @Test
  void aProgramThatIsNotInstalledIsNamedWithTheWayToGetIt() {
    Failure failure =
        assertThrows(Failure.class, () -> programs.run(Command.of(LONG, "nebula-no-such-program")));
    assertEquals(ExitCode.MACHINE_LACKS, failure.exitCode());
    assertEquals(
        "nebula-no-such-program is not installed;"
            + " install nebula-no-such-program and see that it is on the PATH",
        failure.getMessage());
  }

  @Test
  void aProgramOverItsLimitIsNamedWithItsLastLines() {
    Command command =
        Command.of(Duration.ofMillis(300), "sh", "-c", "echo working; echo stuck; sleep 60");
    Failure failure = assertThrows(Failure.class, () -> programs.run(command));
    assertEquals(ExitCode.TIMED_OUT, failure.exitCode());
    assertTrue(
        failure.getMessage().contains("did not end within 300 ms; its last lines: working | stuck"),
        failure.getMessage());
  }

  @Test
  void theLimitEndsGrandchildrenThatIgnoreTheRequestToEnd() {
    AtomicReference<String> grandchild = new AtomicReference<>();
    Command command = Command.of(Duration.ofMillis(500), WITH_GRANDCHILD);
    assertThrows(Failure.class, () -> programs.run(command, grandchild::set));
    assertFalse(isAlive(grandchild.get()), "process " + grandchild + " is still there");
  }

  @Test
  void anInterruptEndsGrandchildrenBeforeItIsToldOf() throws Exception {
    AtomicReference<String> grandchild = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Command command = Command.of(LONG, WITH_GRANDCHILD);
    Thread runner =
        Thread.ofVirtual()
            .start(() -> {
              try {
                programs.run(
                    command,
                    line -> {
                      grandchild.set(line);
                      started.countDown();
                    });
              } catch (InterruptedException _) {
                interrupted.countDown();
              }
            });
    started.await();
    runner.interrupt();
    interrupted.await();
    assertFalse(isAlive(grandchild.get()), "process " + grandchild + " is still there");
  }

  @Test
  void doesNotWaitForAChildThatStaysBehindWithTheOutputOpen(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    long began = System.nanoTime();
    Outcome outcome = programs.run(shell("sleep 20 & echo $! > " + pid + "; echo done"));
    assertEquals("done\n", outcome.out());
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 10);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow().destroy();
  }

  @Test
  void keepsTheEndOfALongOutputAndNotAllOfIt() throws Exception {
    String out = programs.run(shell("yes 0123456789 | head -c 4000000; echo; echo end")).out();
    assertTrue(out.endsWith("end\n"));
    assertTrue(out.length() <= 2 * ProgramOutput.KEPT_BYTES, "kept " + out.length());
    assertTrue(out.length() >= ProgramOutput.KEPT_BYTES, "kept " + out.length());
  }

  private static Command shell(String script) {
    return Command.of(LONG, "sh", "-c", script);
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }
}
