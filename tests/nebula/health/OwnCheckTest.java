package nebula.health;

import static nebula.health.Scene.applied;
import static nebula.health.Scene.at;
import static nebula.health.Scene.failed;
import static nebula.health.Scene.healthyPod;
import static nebula.health.Scene.passed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import nebula.model.Observation;
import nebula.model.ProbeResult;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.api.Test;

/// What the answers of a service's own health checks do to its state.
final class OwnCheckTest {

  @Test
  void healthyNeedsAnAnswerFromAfterTheLastChange() {
    Situation complete = applied(healthyPod(10));

    assertEquals(
        "its health check has not answered yet", checked(complete, 11).cause().get().what());
    assertEquals(State.STARTING, checked(asked(complete, passed(9)), 11).state());
    assertEquals(State.HEALTHY, checked(asked(complete, passed(11)), 11).state());
    assertEquals(State.STARTING, checked(asked(complete, passed(11)).withSent(at(12)), 13).state());
  }

  @Test
  void whereNothingRunsNobodyIsAsked() {
    Situation nothing = applied(Observation.nothing()).withWorkloads(0).withSent(at(1));
    String what = "its health check asks pods, and its manifests make none";

    assertEquals(what, checked(nothing, 2).cause().get().what());
    assertEquals(State.STARTING, checked(nothing, 2).state());
    assertEquals(State.FAILING, checked(nothing, 31).state());
  }

  @Test
  void failingHealthCheckOfAServiceThatStartsIsFailingOnlyAfterAWhile() {
    Situation failing = asked(asked(applied(healthyPod(10)), failed(11)), failed(12));

    assertEquals(State.STARTING, checked(failing, 12).state());
    assertEquals(
        "its health check fails: GET http://localhost:8080/ answered 503",
        checked(failing, 12).cause().get().what());
    assertEquals(State.FAILING, checked(failing, 40).state());
  }

  @Test
  void oneFailedAnswerOfAHealthyServiceIsForgivenAndTwoAreNot() {
    Situation healthy = asked(applied(healthyPod(10)), passed(20));
    healthy = healthy.after(checked(healthy, 20));

    Situation once = asked(healthy, failed(22));
    Situation twice = asked(once, failed(22.1));

    assertEquals(State.HEALTHY, checked(once, 22).state());
    assertEquals(State.FAILING, checked(twice, 22.1).state());
    assertEquals(State.HEALTHY, checked(asked(twice, passed(23)), 23).state());
  }

  @Test
  void whatHasNoCheckMustRunForAMomentToBeBelieved() {
    assertEquals(State.STARTING, state(healthyPod(1), 2));
    assertEquals(State.HEALTHY, state(healthyPod(1), 3));
  }

  private static Situation asked(Situation situation, ProbeResult result) {
    return situation.withProbe(Optional.of(result));
  }

  /// Of a service with a health check.
  private static Status checked(Situation situation, double seconds) {
    return Diagnosis.of(Scene.service(Scene.http()), situation.at(at(seconds)));
  }

  private static Status status(Situation situation, double seconds) {
    return Diagnosis.of(Scene.service(), situation.at(at(seconds)));
  }

  private static State state(Observation observation, double seconds) {
    return status(applied(observation), seconds).state();
  }
}
