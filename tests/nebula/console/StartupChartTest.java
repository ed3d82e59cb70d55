package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.Phase;
import org.junit.jupiter.api.Test;

class StartupChartTest {

  @Test
  void showsPhasesGatesAndTheCriticalPath() {
    List<Event> events =
        List.of(
            new Event.RunStarted(
                Scenes.START,
                "k3d-nebula",
                false,
                List.of(Scenes.POSTGRES, Scenes.TEMPORAL, Scenes.CONVEX)),
            new Event.Progress(Scenes.at(0), "cluster nebula", "starting", false),
            phase(0, "postgres", Phase.FETCH),
            phase(0, "temporal", Phase.BUILD),
            new Event.Progress(
                Scenes.at(0),
                "image postgres:16-alpine",
                "pulling",
                false,
                Optional.of(Phase.FETCH)),
            phase(0.5, "postgres", Phase.PUSH),
            new Event.Progress(Scenes.at(1), "cluster nebula", "ready", true),
            phase(1, "temporal", Phase.PUSH),
            phase(1, "convex-backend", Phase.SCHEDULE),
            phase(1, "postgres", Phase.SCHEDULE),
            phase(1.5, "postgres", Phase.PULL),
            phase(2, "temporal", Phase.GATE),
            phase(2, "convex-backend", Phase.START),
            phase(2.001, "convex-backend", Phase.PROBE),
            phase(2.5, "postgres", Phase.START),
            phase(3, "postgres", Phase.PROBE),
            Scenes.healthy(4, "postgres"),
            phase(4, "temporal", Phase.SCHEDULE),
            phase(4.5, "temporal", Phase.SCHEDULE),
            phase(5, "temporal", Phase.START),
            Scenes.healthy(6, "convex-backend"),
            phase(6, "temporal", Phase.PROBE),
            Scenes.failing(7, "temporal", Cause.of(Cause.Kind.CRASH, "exit code 1"), 1),
            phase(7.5, "temporal", Phase.PROBE),
            Scenes.healthy(8, "temporal"),
            new Event.AllHealthy(Scenes.at(8)),
            Scenes.failing(20, "postgres", Cause.of(Cause.Kind.CRASH, "later"), 1));
    assertEquals(
        """
                         0       2       4       6       8 s
          cluster nebula ====                                 1.0 s
        * postgres       ff^^ssvvvv++pppp                     4.0 s
        * temporal       bbbb^^^^········ssss++++ppppxxpp     8.0 s
          convex-backend     sssspppppppppppppppp             6.0 s
          f fetch  b build  ^ push  · gate  s schedule  v pull  + start  p probe  x failing  = other work
        * critical path: 8.0 s
          postgres           4.0 s  fetch 0.5 s, push 0.5 s, schedule 0.5 s, pull 1.0 s, start 0.5 s, probe 1.0 s
          temporal           4.0 s  schedule 1.0 s, start 1.0 s, probe 1.5 s, failing 0.5 s\
        """,
        String.join("\n", StartupChart.lines(events, 59)));
  }

  @Test
  void aGateThatOpensLateShowsInThePath() {
    List<Event> events =
        List.of(
            new Event.RunStarted(
                Scenes.START, "k3d-nebula", false, List.of(Scenes.POSTGRES, Scenes.TEMPORAL)),
            phase(0.5, "postgres", Phase.PROBE),
            phase(0.5, "temporal", Phase.GATE),
            Scenes.healthy(1, "postgres"),
            phase(1.4, "temporal", Phase.PROBE),
            Scenes.healthy(2, "temporal"));
    assertEquals(
        List.of(
            "  postgres     1.0 s  before its first step 0.5 s, probe 0.5 s",
            "  temporal     1.0 s  gate 0.4 s, probe 0.6 s"),
        StartupChart.lines(events, 60).reversed().subList(0, 2).reversed());
  }

  @Test
  void whoseImageCameAfterItsGateWasOpenWaitedForNobodyElse() {
    List<Event> events =
        List.of(
            new Event.RunStarted(
                Scenes.START, "k3d-nebula", false, List.of(Scenes.POSTGRES, Scenes.TEMPORAL)),
            phase(0, "postgres", Phase.PROBE),
            phase(0, "temporal", Phase.GATE),
            phase(0.1, "temporal", Phase.BUILD),
            Scenes.healthy(1, "postgres"),
            phase(3, "temporal", Phase.GATE),
            phase(3.1, "temporal", Phase.PROBE),
            Scenes.healthy(4, "temporal"));
    assertEquals(
        List.of(
            "* critical path: 4.0 s", "  temporal     4.0 s  build 2.9 s, gate 0.2 s, probe 0.9 s"),
        StartupChart.lines(events, 60).reversed().subList(0, 2).reversed());
  }

  @Test
  void aServiceThatNeverBecameHealthyHasABarToTheEnd() {
    List<Event> events =
        List.of(
            new Event.RunStarted(Scenes.START, "k3d-nebula", false, List.of(Scenes.POSTGRES)),
            phase(0, "postgres", Phase.START),
            Scenes.failing(1, "postgres", Cause.of(Cause.Kind.IMAGE, "not found"), 0),
            new Event.Notice(Scenes.at(2), "gave up"));
    assertEquals(
        """
                   0        0.5      1        1.5       2 s
          postgres +++++++++++++++++++xxxxxxxxxxxxxxxxxx not ended
          + start  x failing
        * nothing became healthy\
        """,
        String.join("\n", StartupChart.lines(events, 58)));
  }

  @Test
  void saysWhenAllWereHealthyAtTheSameTimeOnlyLater() {
    List<Event> events =
        List.of(
            new Event.RunStarted(Scenes.START, "k3d-nebula", false, List.of(Scenes.POSTGRES)),
            phase(0, "postgres", Phase.PROBE),
            Scenes.healthy(1, "postgres"),
            phase(1.1, "postgres", Phase.PROBE),
            Scenes.healthy(3, "postgres"),
            new Event.AllHealthy(Scenes.at(3)));
    assertEquals(
        "* critical path: 1.0 s, healthy all at once after 3.0 s",
        StartupChart.lines(events, 60).reversed().get(1));
  }

  @Test
  void withoutEventsItSaysThatThereIsNothing() {
    assertEquals("* nothing became healthy", StartupChart.lines(List.of(), 80).getLast());
  }

  private static Event phase(double seconds, String service, Phase phase) {
    return Scenes.starting(seconds, service, phase, Cause.Kind.IN_PROGRESS, "at work");
  }
}
