package nebula.health;

import static nebula.health.Scene.applied;
import static nebula.health.Scene.at;
import static nebula.health.Scene.backOff;
import static nebula.health.Scene.crashing;
import static nebula.health.Scene.ended;
import static nebula.health.Scene.podEvent;
import static nebula.health.Scene.unready;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import nebula.health.Situation.Dependency;
import nebula.model.Cause;
import nebula.model.Observation;
import nebula.model.State;
import org.junit.jupiter.api.Test;

/// A service that fails while one that it needs is not there: the board names the one to mend.
final class LackedServiceTest {
  private static final Observation UNREADY =
      unready(
          0,
          podEvent(
              "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", 30));

  @Test
  void aFailingProbeNamesTheStoppedServiceAndHowToStartIt() {
    Cause cause = cause(UNREADY, new Dependency("postgres", State.STOPPED));
    assertEquals(
        "it needs postgres, which is stopped; its readiness probe fails: it answered 503 (Unhealthy)",
        cause.what());
    assertEquals(Optional.of("run `./jbang up.java postgres`"), cause.mend());
  }

  @Test
  void aCrashNamesTheFailingServiceAndKeepsItsLastLines() {
    Observation crash = crashing(backOff(), 2, ended(1, "Error", 9));
    Cause alone = cause(crash);
    Cause cause = cause(crash, new Dependency("postgres", State.FAILING));
    assertEquals("it needs postgres, which is failing; " + alone.what(), cause.what());
    assertEquals(Optional.of("mend postgres first"), cause.mend());
    assertEquals(alone.kind(), cause.kind());
    assertEquals(alone.details(), cause.details());
  }

  @Test
  void whatHasNothingToDoWithItIsLeftAsItIs() {
    Observation unpulled =
        Scene.unpulled("shop:1", "ErrImagePull", "failed to pull: manifest unknown");
    assertEquals(cause(unpulled), cause(unpulled, new Dependency("postgres", State.STOPPED)));
  }

  private static Cause cause(Observation observation, Dependency... lacks) {
    Situation situation = applied(observation).withLacks(List.of(lacks)).at(at(40));
    return Diagnosis.of(Scene.service(), situation).cause().orElseThrow();
  }
}
