package nebula.health;

import static nebula.health.Scene.applied;
import static nebula.health.Scene.at;
import static nebula.health.Scene.backOff;
import static nebula.health.Scene.container;
import static nebula.health.Scene.crashing;
import static nebula.health.Scene.deployment;
import static nebula.health.Scene.ended;
import static nebula.health.Scene.healthyPod;
import static nebula.health.Scene.pending;
import static nebula.health.Scene.pod;
import static nebula.health.Scene.podEvent;
import static nebula.health.Scene.ready;
import static nebula.health.Scene.terminating;
import static nebula.health.Scene.unready;
import static nebula.health.Scene.waiting;
import static nebula.health.Scene.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Observation;
import nebula.model.Observation.Claim;
import nebula.model.Observation.Running;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;
import nebula.model.Observation.Warning;
import nebula.model.Observation.Workload;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.api.Test;

/// How a service's state goes over time: no flicker, no false green, no failing that lasts longer
/// than its cause.
final class StartAndRecoveryTest {

  private static final String REFUSED =
      "Readiness probe failed: dial tcp 10.42.0.25:8080: connect: connection refused";

  @Test
  void slowStartIsStartingWithTheProbesAnswerAsItsCause() {
    Observation slow = unready(1, podEvent("Unhealthy", REFUSED, 3));

    assertEquals(State.STARTING, state(slow, 3));
    assertEquals(State.STARTING, state(slow, 30));
    assertEquals(State.FAILING, state(slow, 31));
    assertEquals(
        "its readiness probe fails: nothing listens on port 8080 (Unhealthy)", what(slow, 3));
  }

  @Test
  void whatLastsFourSecondsIsToldWithItsMendThoughItMayStillBeASlowStart() {
    List<Observation> troubles =
        List.of(
            unready(0, podEvent("Unhealthy", REFUSED, 1)),
            pending("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims."),
            pending("", new Claim("data", false, "slow", "")),
            pending("", new Claim("data", false, "", "")),
            pending(
                "0/1 nodes are available: 1 node(s) had untolerated taint"
                    + " {node.kubernetes.io/not-ready: }."));

    for (Observation trouble : troubles) {
      Status early = status(applied(trouble), 3.9);
      Status later = status(applied(trouble), 4);

      assertEquals(State.STARTING, early.state(), trouble.toString());
      assertEquals(Optional.empty(), early.cause().orElseThrow().mend());
      assertEquals(State.STARTING, later.state(), trouble.toString());
      assertTrue(later.heldUp(), trouble.toString());
      assertEquals(early.cause().get().what(), later.cause().orElseThrow().what());
    }
  }

  @Test
  void anUnschedulablePodIsNotHeldUpWhileAnOldOneMakesRoom() {
    Observation full = pending("0/1 nodes are available: 1 Insufficient cpu.");
    List<Observation.Pod> pods = new ArrayList<>(full.pods());
    pods.add(terminating(pod(ready(1))));
    Observation ending = new Observation(full.workloads(), pods, full.claims(), full.warnings());

    assertEquals(false, status(applied(ending), 9).heldUp());
  }

  @Test
  void probeAnswersOfAnEarlierLifeDoNotCount() {
    Observation restarted = unready(60, podEvent("Unhealthy", REFUSED, 40));

    assertEquals("the container main runs and is not ready yet", what(restarted, 61));
  }

  @Test
  void crashThatRecoversGoesFailingStartingHealthy() {
    Terminated crash = ended(1, "Error", 1);
    List<State> states = new ArrayList<>();
    states.add(state(waiting("ContainerCreating", ""), 0));
    states.add(state(crashing(crash, 0, null), 1));
    Observation again = deployment(1, List.of(pod(ready(2, 1, crash))));
    for (double second = 2; second < 12; second += 0.5) {
      states.add(state(again, second));
    }

    assertEquals(
        List.of(State.STARTING, State.FAILING, State.STARTING, State.HEALTHY), changes(states));
  }

  @Test
  void crashLoopNeverLooksHealthyBetweenTwoCrashes() {
    Terminated crash = ended(1, "Error", 20);
    List<State> states = new ArrayList<>();
    states.add(state(crashing(backOff(), 2, crash), 21));
    Observation again = deployment(1, List.of(pod(ready(40, 3, crash))));
    for (double second = 40; second < 45; second += 0.5) {
      states.add(state(again, second));
    }
    states.add(state(crashing(ended(1, "Error", 45), 3, crash), 45));

    assertEquals(List.of(State.FAILING), changes(states));
  }

  @Test
  void crashIsSeenBeforeTheDeploymentCountsItsPodAsLost() {
    Observation lagging = deployment(1, List.of(pod(container(ended(137, "Error", 9)))));
    Observation paused =
        deployment(1, List.of(pod(container(backOff(), 1, ended(137, "Error", 9)))));

    assertEquals(State.FAILING, state(lagging, 9));
    assertEquals(State.FAILING, state(paused, 10));
  }

  @Test
  void deletedPodIsSeenBeforeTheDeploymentCountsItAsLost() {
    Observation lagging = deployment(1, List.of(terminating(pod(ready(1)))));

    assertEquals(State.STARTING, state(lagging, 60));
  }

  @Test
  void afterManyCrashesItCountsAsCrashedUntilItIsReady() {
    Terminated crash = ended(1, "Error", 40);
    Observation third = deployment(0, List.of(pod(container(new Running(at(60)), 3, crash))));
    Observation ready = deployment(1, List.of(pod(ready(60, 3, crash))));

    assertEquals(State.FAILING, state(third, 80));
    assertEquals(State.HEALTHY, state(ready, 80));
  }

  @Test
  void probeThatKillsAgainAndAgainStaysTheCauseWhenItsEventsAreHeldBack() {
    Observation killed =
        with(
            crashing(backOff(), 5, ended(137, "Error", 200)),
            podEvent("Unhealthy", "Startup probe failed: dial tcp: i/o timeout", 60));

    assertEquals(
        "the container main was killed, because its startup probe failed: not answered in time"
            + " (Unhealthy)",
        what(killed, 201));
  }

  @Test
  void oneOldCrashIsForgotten() {
    Observation calm = deployment(1, List.of(pod(ready(10, 9, ended(1, "Error", 9)))));

    assertEquals(State.FAILING, state(calm, 19));
    assertEquals(State.HEALTHY, state(calm, 40));
  }

  @Test
  void restartOfTheNodeIsNobodysCrash() {
    Observation restarted = deployment(1, List.of(pod(ready(60, 1, ended(255, "Unknown", 50)))));

    assertEquals(State.STARTING, state(restarted, 60));
    assertEquals(State.HEALTHY, state(restarted, 62));
  }

  @Test
  void restartThatNebulaAskedForIsNoCrash() {
    Observation ended = crashing(ended(143, "Error", 100), 0, null);
    Situation asked = applied(ended).withRestartAsked(at(99.5));

    assertEquals(State.STARTING, status(asked, 100).state());
    assertEquals(State.FAILING, status(applied(ended), 100).state());
  }

  @Test
  void deletedPodFailsAndRecovers() {
    Situation healthy = applied(healthyPod(1));
    healthy = healthy.after(status(healthy, 60));
    Observation gone =
        deployment(
            0,
            List.of(
                terminating(pod(ready(1))),
                pod("shop-59499bf97c-zzzzz", 60, container(new Waiting("ContainerCreating", "")))));
    Observation back = deployment(1, List.of(pod("shop-59499bf97c-zzzzz", 60, ready(62))));

    List<State> states = new ArrayList<>();
    states.add(status(healthy.withObservation(gone), 60).state());
    Observation runs =
        deployment(0, List.of(pod("shop-59499bf97c-zzzzz", 60, container(new Running(at(62))))));
    states.add(status(healthy.withObservation(runs), 62).state());
    states.add(status(healthy.withObservation(back), 64).state());

    assertEquals(List.of(State.FAILING, State.STARTING, State.HEALTHY), states);
  }

  @Test
  void crashOfTheOldVersionSaysNothingOnceTheNewOneStarts() {
    Observation both =
        deployment(
            0,
            List.of(
                pod("shop-aaaaaaaaaa-11111", 0, container(backOff(), 5, ended(1, "Error", 9))),
                pod("shop-bbbbbbbbbb-22222", 60, container(new Waiting("ContainerCreating", "")))));

    assertEquals("the container main is being created", what(both, 61));
    assertEquals(0, status(applied(both), 61).restarts());
  }

  @Test
  void healthyNeedsEveryReplicaOfTheNewestVersion() {
    Workload half = new Workload("Deployment", "shop", true, 2, 2, 1, 2, Optional.empty());
    Workload old = new Workload("Deployment", "shop", true, 1, 1, 1, 2, Optional.empty());
    Workload unseen = new Workload("Deployment", "shop", false, 1, 1, 1, 1, Optional.empty());

    assertEquals("1 of 2 replicas are ready", what(with(healthyPod(1), half), 5));
    assertEquals("old pods are ending", what(with(healthyPod(1), old), 5));
    assertEquals(State.STARTING, state(with(healthyPod(1), unseen), 5));
  }

  @Test
  void pictureFromBeforeTheChangeIsNotHealthy() {
    Situation sent = applied(healthyPod(1)).withSent(at(100));

    assertEquals(State.STARTING, status(sent, 100.1).state());
    assertEquals(State.HEALTHY, status(sent, 100.3).state());
    assertEquals(State.STARTING, status(applied(healthyPod(1)).withWorkloads(2), 200).state());
  }

  @Test
  void passingTroublesOfTheStartAreStarting() {
    String noRoom = "0/1 nodes are available: 1 Insufficient memory. preemption: none";
    String nodeStarts =
        "0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }."
            + " preemption: none";
    Observation claimComes =
        pending("0/1 nodes are available: persistentvolumeclaim \"data\" not found. not found");
    Observation oldPodEnds =
        new Observation(
            pending(noRoom).workloads(),
            List.of(pending(noRoom).pods().getFirst(), terminating(pod("shop-a-b", 0, ready(0)))),
            List.of(),
            List.of());
    String mount = "MountVolume.SetUp failed for volume \"d\" : configmap \"c\" not found";
    Observation mountedLater = waiting("ContainerCreating", "", podEvent("FailedMount", mount, 1));
    Observation triedOnce =
        waiting(
            "ContainerCreating", "", new Warning("Pod", Scene.POD, "FailedMount", mount, 1, at(3)));

    assertEquals(State.STARTING, state(pending(noRoom), 1));
    assertEquals(State.FAILING, state(pending(noRoom), 2));
    assertEquals(State.STARTING, state(claimComes, 3));
    assertEquals(State.STARTING, state(oldPodEnds, 60));
    assertEquals(State.STARTING, state(pending(nodeStarts), 20));
    assertEquals(State.STARTING, state(mountedLater, 2));
    assertEquals(State.STARTING, state(triedOnce, 5));
    assertEquals("the container main is being created", what(mountedLater, 20));
  }

  @Test
  void mountThatIsTriedWithDoublingPausesFailsWithoutFlicker() {
    String mount = "MountVolume.SetUp failed for volume \"d\" : hostPath type check failed: x";
    List<State> states = new ArrayList<>();
    for (double second = 4; second < 60; second += 0.5) {
      double tried = 0;
      for (double pause = 0.5; tried + pause <= second; pause *= 2) {
        tried += pause;
      }
      // As recorded: cut off to the second, and one more second late.
      double told = Math.max(0, Math.floor(tried) - 1);
      states.add(
          state(waiting("ContainerCreating", "", podEvent("FailedMount", mount, told)), second));
    }

    assertEquals(List.of(State.FAILING), changes(states));
  }

  @Test
  void judgedAgainLaterReadsTheSame() {
    Observation slow = unready(1, podEvent("Unhealthy", REFUSED, 3));

    assertEquals(status(applied(slow), 5), status(applied(slow), 25));
  }

  private static Status status(Situation situation, double seconds) {
    return Diagnosis.of(Scene.service(), situation.at(at(seconds)));
  }

  private static State state(Observation observation, double seconds) {
    return status(applied(observation), seconds).state();
  }

  private static String what(Observation observation, double seconds) {
    return status(applied(observation), seconds).cause().orElseThrow().what();
  }

  private static List<State> changes(List<State> states) {
    List<State> changes = new ArrayList<>();
    for (State state : states) {
      if (changes.isEmpty() || changes.getLast() != state) {
        changes.add(state);
      }
    }
    assertTrue(!changes.isEmpty());
    return changes;
  }
}
