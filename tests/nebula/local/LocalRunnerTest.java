package nebula.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Port;
import nebula.model.Position;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A local service from its start to its end, with real processes.
@Timeout(60)
class LocalRunnerTest {
  private static final String STAYS = "echo $$; exec sleep 600";

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

  @Test
  void linesOfBothOutputsComeAsTheyAreWritten() throws Exception {
    stage.started("echo out; echo err >&2; printf 'bad \\377 byte\\n'; exec sleep 600");

    assertEquals(
        List.of("out", "err", "bad \uFFFD byte"),
        List.of(stage.nextLine(), stage.nextLine(), stage.nextLine()));
  }

  @Test
  void aLineWithoutEndIsHandedOnInPieces() throws Exception {
    stage.started("head -c 1000000 /dev/zero | tr '\\0' x; echo; exec sleep 600");

    int length = 0;
    while (length < 1_000_000) {
      String piece = stage.nextLine();
      assertTrue(piece.length() < 100_000, () -> "a piece of " + piece.length());
      length += piece.length();
    }
    assertEquals(1_000_000, length);
  }

  @Test
  void aQuestionGetsTheEndOfInput() throws Exception {
    stage.started("read answer || echo none; exec sleep 600");

    assertEquals("none", stage.nextLine());
  }

  @Test
  void aCrashIsToldWithItsLastLinesAndMendedAfterAGrowingGap() throws Exception {
    stage.runner("echo no database; exit 3").start();

    List<Long> gaps = new ArrayList<>();
    for (int restarts = 0; restarts < 4; restarts++) {
      assertEquals(restarts, stage.next(LocalChange.Started.class).restarts());
      LocalChange.Crashed crashed = stage.next(LocalChange.Crashed.class);
      assertEquals(restarts, crashed.restarts());
      assertEquals("it crashed with exit code 3: no database", crashed.cause().what());
      assertEquals(List.of("no database"), crashed.cause().details());
      assertEquals(crashed.startsAgainIn(), stage.timer.pass());
      gaps.add(crashed.startsAgainIn().toSeconds());
    }
    assertEquals(List.of(1L, 2L, 4L, 8L), gaps);
  }

  @Test
  void aCrashAfterACalmWhileIsMendedSoon() throws Exception {
    stage.started(STAYS);
    for (long gap : List.of(1L, 2L)) {
      kill(stage.nextProcess());
      assertEquals(gap, stage.next(LocalChange.Crashed.class).startsAgainIn().toSeconds());
      stage.timer.pass();
      stage.next(LocalChange.Started.class);
    }
    stage.passTime(RestartGap.CALM);
    kill(stage.nextProcess());

    LocalChange.Crashed crashed = stage.next(LocalChange.Crashed.class);
    assertEquals(Duration.ofSeconds(1), crashed.startsAgainIn());
    assertTrue(crashed.cause().what().startsWith("it was killed"), crashed.cause()::what);
  }

  @Test
  void whatACrashLeavesBehindIsEndedBeforeTheNextStart() throws Exception {
    stage.started("sleep 600 & echo $!; echo $$; wait");
    long child = stage.nextProcess();
    kill(stage.nextProcess());

    stage.next(LocalChange.Crashed.class);
    assertFalse(LocalStage.lives(child));
  }

  @Test
  void oneThatEndsWellIsNotStartedAgainUntilItIsAsked() throws Exception {
    LocalRunner runner = stage.started("echo done");

    Cause cause = stage.next(LocalChange.Finished.class).cause();
    assertEquals(Cause.Kind.STOPPED, cause.kind());
    assertEquals(List.of("done"), cause.details());
    runner.start();
    stage.next(LocalChange.Started.class);
  }

  @Test
  void stopAndStart() throws Exception {
    LocalRunner runner = stage.started(STAYS);
    long first = stage.nextProcess();
    runner.stop();
    stage.next(LocalChange.Stopped.class);
    assertFalse(LocalStage.lives(first));

    runner.start();
    stage.next(LocalChange.Started.class);
    stage.nextProcess();
  }

  @Test
  void aStopDuringTheGapAfterACrashHolds() throws Exception {
    LocalRunner runner = stage.started("exit 1");
    stage.next(LocalChange.Crashed.class);
    runner.stop();
    stage.next(LocalChange.Stopped.class);
    stage.timer.pass();

    runner.start();
    assertEquals(0, stage.next(LocalChange.Started.class).restarts());
  }

  @Test
  void aRestartEndsTheOldProcessFirst() throws Exception {
    LocalRunner runner = stage.started(STAYS);
    long first = stage.nextProcess();
    runner.restart();

    assertEquals(0, stage.next(LocalChange.Started.class).restarts());
    assertFalse(LocalStage.lives(first));
    stage.nextProcess();
  }

  @Test
  void aPortOfAnotherProgramIsTheCauseUntilItIsFree() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int number = other.getLocalPort();
      Position declared = Position.startOf(folder);
      stage.runner(STAYS, new Port(number, number, Optional.empty(), declared)).start();

      Cause cause = stage.next(LocalChange.Blocked.class).cause();
      assertEquals(Cause.Kind.PORT_TAKEN, cause.kind());
      assertTrue(
          cause.what().startsWith("port " + number + " of this machine is taken by "), cause::what);
    }
    stage.timer.pass();
    stage.next(LocalChange.Started.class);
  }

  @Test
  void aCommandThatIsNotThereIsSaid() throws Exception {
    LocalRunner runner = stage.runner("exec ./gone.sh");
    runner.start();
    stage.next(LocalChange.Started.class);

    String what = stage.next(LocalChange.Crashed.class).cause().what();
    assertTrue(what.startsWith("its command was not found (exit code 127): "), what);
  }

  private static void kill(long process) {
    assertTrue(ProcessHandle.of(process).orElseThrow().destroyForcibly());
  }
}
