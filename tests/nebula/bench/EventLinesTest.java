package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.EventJson;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.api.Test;

class EventLinesTest {

  @Test
  void readsWhatUpPrints() {
    Cause cause = Cause.of(Cause.Kind.WAITS_FOR_DEPENDENCY, "waits for postgres", "wait");
    List<Event> events =
        List.of(
            Scenes.run(Scenes.service("postgres"), Scenes.service("temporal", "postgres")),
            new Event.Progress(Scenes.at(0.1), "cluster nebula", "running", true),
            new Event.Progress(
                Scenes.at(0.1), "build worker", "step 1/4", false, Optional.of(Phase.BUILD)),
            new Event.StatusChanged(Scenes.at(0.2), "temporal", Status.starting(Phase.GATE, cause)),
            new Event.StatusChanged(
                Scenes.at(0.3),
                "postgres",
                new Status(
                    State.FAILING,
                    Phase.PROBE,
                    Optional.of(cause.withDetails(List.of("one", "two"))),
                    2)),
            new Event.Notice(Scenes.at(0.4), "a notice"),
            Scenes.healthy(1, "temporal"),
            new Event.AllHealthy(Scenes.at(1.1)),
            new Event.RunEnded(Scenes.at(1.2), ExitCode.SERVICE_FAILED));
    assertEquals(events, new EventLines().read(json(events)));
  }

  @Test
  void leavesOutLogLinesWhatIsNoEventAndWhatItDoesNotKnow() {
    String out =
        json(
                List.of(
                    new Event.LogLine(Scenes.at(1), "postgres", "postgres-0", "postgres", "ready")))
            + """
            {"event":"log-lines-dropped","count":120}
            {"at":"2026-11-24T07:00:14Z","event":"of-later-times"}
            a line that is not JSON
            """;
    assertEquals(List.of(), new EventLines().read(out));
  }

  private static String json(List<Event> events) {
    StringBuilder out = new StringBuilder();
    events.forEach(event -> out.append(new EventJson().line(event)).append('\n'));
    return out.toString();
  }
}
