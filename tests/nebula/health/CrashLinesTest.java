package nebula.health;

import static nebula.health.Scene.applied;
import static nebula.health.Scene.at;
import static nebula.health.Scene.backOff;
import static nebula.health.Scene.container;
import static nebula.health.Scene.crashing;
import static nebula.health.Scene.deployment;
import static nebula.health.Scene.ended;
import static nebula.health.Scene.healthyPod;
import static nebula.health.Scene.pod;
import static nebula.health.Scene.ready;
import static nebula.health.Scene.terminating;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import nebula.model.Observation;
import nebula.model.Observation.Waiting;
import nebula.model.Status;
import org.junit.jupiter.api.Test;

/// The last lines of a container that crashed, and whom to ask.
final class CrashLinesTest {

  @Test
  void lastLinesOfACrashAreAskedForOnceAnEnd() {
    Observation first = crashing(ended(3, "Error", 1), 0, null);
    Observation paused = crashing(backOff(), 1, ended(3, "Error", 2));

    assertEquals(
        Optional.of(new ContainerRef(Scene.POD, "main", false, at(1))), Diagnosis.wantsLogs(first));
    assertEquals(
        Optional.of(new ContainerRef(Scene.POD, "main", true, at(2))), Diagnosis.wantsLogs(paused));
    assertEquals(Optional.empty(), Diagnosis.wantsLogs(healthyPod(1)));
  }

  @Test
  void lastLineIsPartOfTheCauseAndAllAreItsDetails() {
    Observation crash = crashing(ended(3, "Error", 1), 0, null);
    List<String> lines = List.of("first line", "fatal: cannot read config", "");
    Situation read = applied(crash).withCrashLines(Diagnosis.wantsLogs(crash).orElseThrow(), lines);

    assertEquals(
        "the container main crashed with exit code 3: fatal: cannot read config (Error)",
        status(read, 1).cause().get().what());
    assertEquals(lines, status(read, 1).cause().get().details());
  }

  @Test
  void onlyPodsThatRunAreAsked() {
    Observation seen =
        deployment(
            1,
            List.of(
                pod(ready(1)),
                terminating(pod("shop-59499bf97c-old00", 0, ready(0))),
                pod("shop-59499bf97c-new00", 5, container(new Waiting("ContainerCreating", "")))));

    assertEquals(List.of(Scene.POD), Diagnosis.pods(seen));
  }

  private static Status status(Situation situation, double seconds) {
    return Diagnosis.of(Scene.service(), situation.at(at(seconds)));
  }
}
