package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.Snapshot;
import nebula.model.Cause;
import nebula.model.Phase;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole screens, as a reader sees them.
class FrameTest {

  @Test
  void showsWhatEachServiceIsDoingAndTheWorkBesideThem() {
    assertEquals(
        """
        nebula on k3d-nebula  ◌ 0 of 5 healthy, 5s
          SERVICE           STATE      SINCE  RESTARTS  ADDRESS OR CAUSE
        infra
        ◌ postgres          starting      5s         0  pulling postgres:16-alpine
        ◌ temporal          starting      5s         0  waits for postgres
        ◌ temporal-ui       starting      5s         0  waits for temporal
        app
        ◌ convex-backend    starting      5s         0  waits for a node
        ◌ convex-dashboard  starting      5s         0  waits for convex-backend
        ⋯ image postgres:16-alpine  pulling 34%
        ━━ logs ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ ↑↓ scroll  tab: one service  q: leave ━━\
        """,
        Rendering.screen(Scenes.allStarting(), Scenes.at(5), 100, 20));
  }

  /// What a person stopped, or this machine cannot run, is not waited for.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HEALTHY,  HEALTHY,  SKIPPED  | ✓ all 4 healthy after 14.2 s
          HEALTHY,  HEALTHY,  STOPPED  | ✓ 4 healthy, 1 stopped
          HEALTHY,  STARTING, SKIPPED  | ◌ 3 of 4 healthy, 20s
          HEALTHY,  FAILING,  STOPPED  | ✗ temporal-ui failing; 3 of 4 healthy, 1 stopped, 20s
          STOPPED,  STARTING, SKIPPED  | ◌ 2 of 3 healthy, 1 stopped, 20s
          """)
  void theHeaderCountsThoseThatAreWanted(String states, String expected) {
    List<Event> events = new ArrayList<>(Scenes.allHealthy());
    List<String> services = List.of("temporal", "temporal-ui", "convex-dashboard");
    String[] words = states.split(", *");
    for (int at = 0; at < words.length; at++) {
      State state = State.valueOf(words[at].strip());
      events.add(
          new Event.StatusChanged(
              Scenes.at(14.2),
              services.get(at),
              new Status(state, Phase.DONE, Optional.empty(), 0)));
    }
    String screen = Rendering.screen(events, Scenes.at(20), 100, 20);
    assertEquals("nebula on k3d-nebula  " + expected, screen.lines().findFirst().orElseThrow());
  }

  @Test
  void aFailureShowsCauseMendLastLinesAndWhoWaits() {
    assertEquals(
        """
        nebula on k3d-nebula  ✗ temporal failing; 2 of 5 healthy, 12s
          SERVICE           STATE      SINCE  RESTARTS  ADDRESS OR CAUSE
        infra
        ✓ postgres          healthy       8s         0  localhost:5432
        ✗ temporal          failing       3s         3  container temporal ended 3 times, the last time with exit code 1
                                                        → read the last lines, then change services/temporal/k8s.yaml
            ▏ Unable to connect to PostgreSQL: dial tcp 10.43.0.12:5432
            ▏ ERROR: password authentication failed for user "temporal"
            holds up temporal-ui
        ◌ temporal-ui       starting     12s         0  waits for temporal
        app
        ✓ convex-backend    healthy       7s         0  http://localhost:3210, localhost:3211
        ◌ convex-dashboard  starting     12s         0  GET / refused: connection refused
        ━━ logs ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ ↑↓ scroll  tab: one service  q: leave ━━
        postgres         ▏ database system is ready to accept connections
        convex-backend   ▏ listening on 0.0.0.0:3210
        temporal         ▏ password authentication failed for user "temporal\"\
        """,
        Rendering.screen(Scenes.mixed(), Scenes.at(12), 120, 24));
  }

  @Test
  void aCauseThatDoesNotFitItsColumnStandsBelowInFull() {
    assertEquals(
        """
        nebula on k3d-nebula  ✗ temporal failing; 2 of 5 healthy, 12s
          SERVICE           STATE      SINCE  RESTARTS  ADDRESS OR CAUSE
        infra
        ✓ postgres          healthy       8s         0  localhost:5432
        ✗ temporal          failing       3s         3  localhost:7233, 7243
            container temporal ended 3 times, the last time with exit code 1
            → read the last lines, then change services/temporal/k8s.yaml
            ▏ Unable to connect to PostgreSQL: dial tcp 10.43.0.12:5432
            ▏ ERROR: password authentication failed for user "temporal"
            holds up temporal-ui
        ◌ temporal-ui       starting     12s         0  waits for temporal
        app
        ✓ convex-backend    healthy       7s         0  http://localhost:3210, localhos…
        ◌ convex-dashboard  starting     12s         0  GET / refused: connection…
        ━━ logs ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ ↑↓ scroll  tab: one service  q: leave ━━
        postgres         ▏ database system is ready to accept connections
        convex-backend   ▏ listening on 0.0.0.0:3210
        temporal         ▏ password authentication failed for user "temporal\"\
        """,
        Rendering.screen(Scenes.mixed(), Scenes.at(12), 80, 24));
  }

  @Test
  void atSixtyColumnsRestartsMoveIntoTheCause() {
    assertEquals(
        """
        nebula  ✗ temporal failing; 2 of 5 healthy, 12s
        ✓ postgres          healthy       8s  localhost:5432
        ✗ temporal          failing       3s  localhost:7233, 7243
            container temporal ended 3 times, the last time with
            exit code 1 (3 restarts)
            → read the last lines, then change
              services/temporal/k8s.yaml
            holds up temporal-ui
        ◌ temporal-ui       starting     12s  http://localhost:8080
            waits for temporal
        ✓ convex-backend    healthy       7s  http://localhost:3210…
        ◌ convex-dashboard  starting     12s  http://localhost:6791
            GET / refused: connection refused
        ━━ logs ━━━━━━━━━━━ ↑↓ scroll  tab: one service  q: leave ━━
        postgres        ▏ database system is ready to accept connec…
        convex-backend  ▏ listening on 0.0.0.0:3210
        temporal        ▏ password authentication failed for user "…\
        """,
        Rendering.screen(Scenes.mixed(), Scenes.at(12), 60, 24));
  }

  @Test
  void atFortyColumnsAddressesGoAndStatesStay() {
    assertEquals(
        """
        ✗ temporal failing; 2 of 5 healthy, 12s
        ✓ postgres          healthy       8s
        ✗ temporal          failing       3s
            container temporal ended 3 times,
            the last time with exit code 1 (3…
            → read the last lines, then change
              services/temporal/k8s.yaml
            holds up temporal-ui
        ◌ temporal-ui       starting     12s
            waits for temporal
        ✓ convex-backend    healthy       7s
        ◌ convex-dashboard  starting     12s
            GET / refused: connection refused
        ━━ logs ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        postgres   ▏ database system is ready t…
        convex-ba… ▏ listening on 0.0.0.0:3210
        temporal   ▏ password authentication fa…\
        """,
        Rendering.screen(Scenes.mixed(), Scenes.at(12), 40, 24));
  }

  @Test
  void inALowWindowTheWorstAreShownAndTheRestCounted() {
    assertEquals(
        """
        nebula on k3d-nebula  ✗ temporal failing; 2 of 5 healthy, 12s
        ✗ temporal          failing       3s         3  container temporal ended 3 time…
        ◌ temporal-ui       starting     12s         0  waits for temporal
        ◌ convex-dashboard  starting     12s         0  GET / refused: connection refus…
          +2 more: 2 healthy\
        """,
        Rendering.screen(Scenes.mixed(), Scenes.at(12), 80, 5));
  }

  @Test
  void aRehearsalSaysFirstThatNothingRealRuns() {
    assertEquals(
        """
         REHEARSAL: nothing real runs  nebula on k3d-nebula  ✓ all 5 healthy after 14.2 s
          SERVICE           STATE      SINCE  RESTARTS  ADDRESS OR CAUSE
        infra
        ✓ postgres          healthy      56s         0  localhost:5432
        ✓ temporal          healthy      47s         0  localhost:7233, 7243
        ✓ temporal-ui       healthy      45s         0  http://localhost:8080
        app
        ✓ convex-backend    healthy      55s         0  http://localhost:3210, localhost:3211
        ✓ convex-dashboard  healthy      54s         0  http://localhost:6791
        ━━ logs ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ ↑↓ scroll  tab: one service  q: leave ━━
        nebula           ▏ all 5 services healthy after 14.2 s: http://localhost:8080 http://loca…\
        """,
        Rendering.screen(rehearsed(), Scenes.at(60), 90, 24));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 24})
  void aRehearsalSaysSoInEveryWindow(int height) {
    String screen = Rendering.screen(rehearsed(), Scenes.at(60), 40, height);
    assertTrue(screen.startsWith(" REHEARSAL: nothing real runs"), screen);
  }

  @ParameterizedTest
  @CsvSource({"200,60", "80,24", "60,20", "40,12", "40,5", "20,24", "10,3", "1,1"})
  void noLineIsWiderThanTheWindowAndNoneIsTooMany(int width, int height) {
    List<Event> events = new ArrayList<>(Scenes.mixed());
    events.add(Scenes.log(10, "postgres", "日本語 🚀 ".repeat(200)));
    List<Text> lines =
        new Frame(Theme.plain(), new Palette())
            .lines(Rendering.state(events, true).view(Scenes.at(12), List.of()), width, height);
    assertTrue(lines.size() <= height, () -> lines.size() + " lines");
    for (Text line : lines) {
      assertTrue(line.width() <= width, () -> line.width() + " cells: " + line.plain());
    }
  }

  @Test
  void wideCharactersInLogsAreCutByCellsNotByCharacters() {
    List<Event> events = List.of(Scenes.started(false), Scenes.log(1, "postgres", "日本語日本語日本語 ok"));
    String screen = Rendering.screen(events, Scenes.at(2), 28, 20);
    assertEquals("postgr… ▏ 日本語日本語日本…", screen.lines().toList().getLast());
  }

  @Test
  void withoutColourNoEscapeSequenceIsWrittenAndWithColourThereIs() {
    BoardState state = Rendering.state(Scenes.mixed(), true);
    String plain = Rendering.screen(state, Theme.plain(), Scenes.at(12), 80, 24);
    String coloured = Rendering.screen(state, new Theme(true, true), Scenes.at(12), 80, 24);
    assertEquals(-1, plain.indexOf(Theme.ESCAPE));
    assertTrue(coloured.contains("\u001b[1;31m✗\u001b[0m"), coloured);
    assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void aTerminalWithoutUnicodeGetsAscii() {
    BoardState state = Rendering.state(Scenes.mixed(), true);
    String screen = Rendering.screen(state, new Theme(false, false), Scenes.at(12), 80, 24);
    assertTrue(screen.chars().allMatch(sign -> sign < 0x80), screen);
    assertTrue(screen.contains("x temporal          failing"), screen);
  }

  @Test
  void beforeTheFirstEventItSaysThatItIsGettingReady() {
    List<Event> events =
        List.of(new Event.Progress(Scenes.at(0), "cluster nebula", "creating", false));
    assertEquals(
        """
        nebula  getting ready
        ⋯ cluster nebula  creating
        ━━ logs ━━━━━━━━━━━━━━━━ ↑↓ scroll  tab: one service  q: leave ━━\
        """,
        Rendering.screen(events, Scenes.at(1), 65, 10));
  }

  @Test
  void inPlaceThereAreNoticesInsteadOfLogs() {
    List<Event> events = new ArrayList<>(Scenes.allHealthy());
    events.add(new Event.Notice(Scenes.at(15), "port 5432 is forwarded by another run"));
    String screen =
        Rendering.screen(Rendering.state(events, false), Theme.plain(), Scenes.at(16), 80, 24);
    assertEquals("· port 5432 is forwarded by another run", screen.lines().toList().getLast());
    assertEquals(-1, screen.indexOf("logs"));
  }

  private static List<Event> rehearsed() {
    List<Event> events = new ArrayList<>(Scenes.allHealthy());
    events.set(0, Scenes.started(true));
    return events;
  }

  @Test
  void whatIsHeldUpWhileItStartsShowsItsMendAndWhoWaits() {
    List<Event> events = new ArrayList<>(Scenes.allStarting());
    Cause cause = Cause.of(Cause.Kind.CLAIM, "the volume claim data waits for a volume", "mend it");
    events.add(
        new Event.StatusChanged(Scenes.at(5), "postgres", Status.starting(Phase.SCHEDULE, cause)));

    String screen = Rendering.screen(events, Scenes.at(6), 100, 24);

    assertTrue(
        screen.contains(
            """
            ◌ postgres          starting      6s         0  the volume claim data waits for a volume
                                                            → mend it
                holds up temporal, temporal-ui
            """),
        screen);
  }

  @Test
  void shortNamesAndNoServicesAtAllHaveATableInANarrowWindow() {
    Service web = Scenes.service("web", "app", List.of(), List.of(80), null);
    Service redis = Scenes.service("redis", "app", List.of(), List.of(6379), null);
    List<Event> events =
        List.of(
            new Event.RunStarted(Scenes.START, "k3d-nebula", false, List.of(web, redis)),
            Scenes.healthy(1, "web"),
            Scenes.healthy(2, "redis"));

    String screen = Rendering.screen(events, Scenes.at(3), 20, 12);

    assertTrue(screen.contains("✓ web      healthy\n✓ redis    healthy"), screen);
    assertEquals(
        List.of(), new Table(Theme.plain()).lines(Snapshot.empty(), Detail.FULL, 20, Scenes.at(0)));
    assertEquals(List.of(), new Table(Theme.plain()).worst(Snapshot.empty(), 20, 3, Scenes.at(0)));
  }
}
