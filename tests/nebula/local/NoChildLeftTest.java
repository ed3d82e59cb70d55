package nebula.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However a process hides or resists, it ends with the run, or with the next one.
@Timeout(60)
class NoChildLeftTest {
  @TempDir Path folder;
  private LocalStage stage;

  @BeforeEach
  void begin() {
    stage = new LocalStage(folder);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a child                              | sleep 600 & echo $!; wait
          one whose parent is gone             | (sleep 600 & echo $!); exec sleep 600
          a daemon in a session of its own     | (setsid sh -c 'echo $$; exec sleep 600' &); exec sleep 600
          one without our environment          | (env -i /bin/sleep 600 & echo $!); exec sleep 600
          one that ignores SIGTERM             | trap '' TERM; echo $$; while :; do sleep 600; done
          a child of one that ignores SIGTERM  | trap '' TERM; sleep 600 & echo $!; wait; wait
          """)
  void itEndsWithTheRun(String what, String script) throws Exception {
    LocalRunner runner = stage.started(script);
    long process = stage.nextProcess();

    runner.close();

    assertFalse(LocalStage.lives(process));
  }

  @Test
  void aProcessThatEndsWhenAskedMayDoSoInOrder() throws Exception {
    LocalRunner runner =
        stage.started("trap 'echo saved; kill $!; exit' TERM; sleep 600 & echo $!; wait");
    stage.nextProcess();

    runner.close();

    assertEquals("saved", stage.nextLine());
  }

  @Test
  void aCtrlCOfTheTerminalDoesNotReachIt() throws Exception {
    stage.started("echo $$; exec sleep 600");
    long process = stage.nextProcess();

    ProcessEntry entry =
        LocalStage.TABLE.read("").stream().filter(it -> it.pid() == process).findAny().get();
    assertEquals(process, entry.group());
  }

  @Test
  void theNextRunEndsWhatAKilledRunLeft() throws Exception {
    LocalTree left = leftBehind("(setsid sh -c 'echo $$; exec sleep 600' &); exec sleep 600");
    long daemon = stage.nextProcess();
    assertTrue(LocalStage.lives(left.pid()));

    stage.runner("exec sleep 600").start();

    assertEquals(2, stage.next(LocalChange.LeftoversEnded.class).processes());
    stage.next(LocalChange.Started.class);
    assertFalse(LocalStage.lives(left.pid()));
    assertFalse(LocalStage.lives(daemon));
  }

  @Test
  void aProcessWithTheNumberOfOneThatIsGoneIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("setsid", "sleep", "600").start();
    try {
      Instant earlier = stranger.info().startInstant().orElseThrow().minusSeconds(60);
      write(new ProcessRecord.Entry(stranger.pid(), earlier, "mark-of-one-that-is-gone"));

      stage.started("exec sleep 600");

      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aRecordThatWasCutOffStopsNobody() throws Exception {
    ProcessRecord record = ProcessRecord.take(folder.resolve("state"), "app").orElseThrow();
    record.write(new ProcessRecord.Entry(-1, Instant.EPOCH, ""));
    record.close();

    stage.started("exec sleep 600");
  }

  @Test
  void twoRunsDoNotStartItTwice() throws Exception {
    LocalRunner first = stage.started("echo $$; exec sleep 600");
    stage.nextProcess();
    stage.runner("echo $$; exec sleep 600").start();
    stage.next(LocalChange.HeldByOtherRun.class);

    first.close();
    stage.timer.pass();

    stage.next(LocalChange.Started.class);
    stage.nextProcess();
  }

  /// As a run leaves it that is killed: written down, and not locked.
  private LocalTree leftBehind(String script) throws Exception {
    LocalTree tree =
        LocalTree.start(
            stage.shell(script), System.getenv(), "left", LocalStage.quickEnd(), stage.lines::add);
    write(new ProcessRecord.Entry(tree.pid(), tree.started(), "left"));
    return tree;
  }

  private void write(ProcessRecord.Entry entry) throws Exception {
    Optional<ProcessRecord> record = ProcessRecord.take(folder.resolve("state"), "app");
    record.orElseThrow().write(entry);
    record.orElseThrow().close();
  }
}
