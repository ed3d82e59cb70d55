package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Phase;
import nebula.model.Status;
import org.junit.jupiter.api.Test;

class RunLinesTest {

  @Test
  void aRunIsALineAChange() {
    List<Event> events = new ArrayList<>(Scenes.mixed());
    events.add(new Event.RunEnded(Scenes.at(10), ExitCode.SERVICE_FAILED));
    assertEquals(
        """
        07:00:00 nebula           start    5 services on k3d-nebula
        07:00:00 postgres         starting pulling postgres:16-alpine
        07:00:00 temporal         starting waits for postgres
        07:00:00 temporal-ui      starting waits for temporal
        07:00:00 convex-backend   starting waits for a node
        07:00:00 convex-dashboard starting waits for convex-backend
        07:00:00 nebula           doing    image postgres:16-alpine: pulling 34%
        07:00:02 nebula           done     image postgres:16-alpine: in the registry
        07:00:04 postgres         healthy  after 3.8 s
        07:00:05 convex-backend   healthy  after 4.7 s
        07:00:05 convex-dashboard starting GET / refused: connection refused
        07:00:09 temporal         failing  container temporal ended 3 times, the last time with exit code 1
        07:00:09 temporal         mend     read the last lines, then change services/temporal/k8s.yaml
        07:00:09 temporal         last     Unable to connect to PostgreSQL: dial tcp 10.43.0.12:5432
        07:00:09 temporal         last     ERROR: password authentication failed for user "temporal"
        07:00:09 temporal         holds up temporal-ui
        07:00:10 nebula           ended    a service failed\
        """,
        lines(events, false));
  }

  @Test
  void whatIsHeldUpWhileItStartsIsToldWithItsMendAndWhoWaits() {
    Cause early = Cause.of(Cause.Kind.PROBE, "its readiness probe fails: it answered 404");
    Cause sure =
        Cause.of(Cause.Kind.PROBE, "its readiness probe fails: it answered 404", "mend it");
    List<Event> events = new ArrayList<>(Scenes.allStarting());
    for (Cause cause : List.of(early, sure, sure)) {
      events.add(
          new Event.StatusChanged(
              Scenes.at(events.size()), "postgres", Status.starting(Phase.PROBE, cause)));
    }

    assertEquals(
        """
        07:00:07 postgres         starting its readiness probe fails: it answered 404
        07:00:08 postgres         starting its readiness probe fails: it answered 404
        07:00:08 postgres         mend     mend it
        07:00:08 postgres         holds up temporal, temporal-ui\
        """,
        lines(events, false).lines().skip(7).collect(Collectors.joining("\n")));
  }

  @Test
  void theEndOfAGoodStartSaysHowLongItTookAndWhereToGo() {
    assertEquals(
        "07:00:14 nebula           healthy  all 5 services after 14.2 s: http://localhost:8080"
            + " http://localhost:3210 http://localhost:6791",
        lines(Scenes.allHealthy(), false).lines().toList().getLast());
  }

  @Test
  void aRehearsalSaysThatNothingRealRuns() {
    assertEquals(
        """
        07:00:00 nebula           start    5 services on k3d-nebula
        07:00:00 nebula           notice   REHEARSAL: nothing real runs\
        """,
        lines(List.of(Scenes.started(true)), false));
  }

  @Test
  void whatIsOnlyRepeatedIsNotSaidAgain() {
    List<Event> events =
        List.of(
            Scenes.started(false),
            Scenes.starting(1, "postgres", Phase.PROBE, Cause.Kind.PROBE, "refused"),
            Scenes.starting(2, "postgres", Phase.PROBE, Cause.Kind.PROBE, "refused 5432"),
            new Event.Progress(Scenes.at(3), "cluster", "creating", false),
            new Event.Progress(Scenes.at(4), "cluster", "still creating", false),
            new Event.Progress(Scenes.at(9), "cluster", "nearly there", false));
    assertEquals(
        """
        07:00:00 nebula           start    5 services on k3d-nebula
        07:00:01 postgres         starting refused
        07:00:03 nebula           doing    cluster: creating
        07:00:09 nebula           doing    cluster: nearly there\
        """,
        lines(events, false));
  }

  @Test
  void aRecoveryIsTimedFromTheFailure() {
    List<Event> events =
        List.of(
            Scenes.started(false),
            Scenes.failing(10, "postgres", Cause.of(Cause.Kind.CRASH, "killed"), 1),
            Scenes.healthy(12.5, "postgres"));
    assertEquals(
        "07:00:12 postgres         healthy  again after 2.5 s",
        lines(events, false).lines().toList().getLast());
  }

  @Test
  void logLinesAreWrittenWhenAskedForAndHoldNoControlSequence() {
    List<Event> events =
        List.of(
            Scenes.started(false),
            Scenes.log(5, "postgres", "\u001b[31mFATAL\u001b[0m\u001b[2J no"));
    assertEquals(
        "07:00:05 postgres         | FATAL no", lines(events, true).lines().toList().getLast());
    assertEquals(1, lines(events, false).lines().count());
  }

  @Test
  void lineOutputWritesAllThatIsLeftWhenItIsClosed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    try (LineOutput output = new LineOutput(err, Theme.plain(), () -> ZoneOffset.UTC, true)) {
      Scenes.mixed().forEach(output);
    }
    assertEquals(
        lines(Scenes.mixed(), true) + "\n",
        bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }

  private static String lines(List<Event> events, boolean logs) {
    RunLines lines = new RunLines(Theme.plain(), () -> ZoneOffset.UTC, logs);
    return events.stream()
        .flatMap(event -> lines.of(event).stream())
        .collect(Collectors.joining("\n"));
  }
}
