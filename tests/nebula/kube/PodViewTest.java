package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Running;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;
import org.junit.jupiter.api.Test;

/// What is seen of a pod.
class PodViewTest {

  @Test
  void readsARunningContainerThatWasRestarted() {
    Pod pod =
        pod(
            """
            metadata: {name: web-1, creationTimestamp: '2026-01-01T00:00:00Z'}
            spec: {nodeName: node, containers: [{name: web, image: 'web:1'}]}
            status:
              conditions: [{type: Ready, status: 'True'}]
              containerStatuses:
              - name: web
                ready: true
                started: true
                restartCount: 1
                state: {running: {startedAt: '2026-01-01T00:00:09Z'}}
                lastState: {terminated: {exitCode: 137, reason: OOMKilled, \
            finishedAt: '2026-01-01T00:00:08Z'}}
            """);

    Instant made = Instant.parse("2026-01-01T00:00:00Z");
    Terminated end = new Terminated(137, "OOMKilled", "", made.plusSeconds(8));
    Container web =
        new Container(
            "web",
            "web:1",
            false,
            true,
            true,
            1,
            new Running(made.plusSeconds(9)),
            Optional.of(end));
    assertEquals(new Pod("web-1", true, true, false, made, Optional.empty(), List.of(web)), pod);
  }

  @Test
  void readsWhyNoNodeTakesAPod() {
    Pod pod =
        pod(
            """
            metadata: {name: web-1}
            spec: {containers: [{name: web, image: 'web:1'}]}
            status:
              conditions:
              - {type: PodScheduled, status: 'False', reason: Unschedulable, message: no memory}
            """);

    assertEquals(Optional.of("no memory"), pod.unschedulable());
    assertFalse(pod.scheduled());
    assertEquals(new Waiting("", ""), pod.containers().getFirst().state());
  }

  @Test
  void aPodThatIsBeingDeletedIsNotReadyAnyMore() {
    Pod pod =
        pod(
            """
            metadata: {name: web-1, deletionTimestamp: '2026-01-01T00:00:00Z'}
            status: {conditions: [{type: Ready, status: 'True'}]}
            """);

    assertTrue(pod.terminating());
    assertFalse(pod.ready());
  }

  @Test
  void aSidecarIsNoInitContainer() {
    Pod pod =
        pod(
            """
            metadata: {name: web-1}
            spec:
              initContainers: [{name: migrate}, {name: proxy, restartPolicy: Always}]
              containers: [{name: web}]
            status:
              initContainerStatuses:
              - {name: migrate, state: {terminated: {exitCode: 1, reason: Error}}}
            """);

    assertEquals(
        List.of(true, false, false), pod.containers().stream().map(Container::init).toList());
    assertEquals(
        new Terminated(1, "Error", "", Instant.EPOCH), pod.containers().getFirst().state());
  }

  @Test
  void anEvictedPodOfADeploymentIsLeftBehindAndAFailedOneOfAJobIsNot() {
    String status = "status: {phase: Failed, reason: Evicted}\n";

    assertTrue(
        PodView.isLeftBehind(tree("metadata: {ownerReferences: [{kind: ReplicaSet}]}\n" + status)));
    assertFalse(
        PodView.isLeftBehind(tree("metadata: {ownerReferences: [{kind: Job}]}\n" + status)));
    assertFalse(
        PodView.isLeftBehind(
            tree("metadata: {ownerReferences: [{kind: Job}]}\nstatus: {phase: Failed}\n")));
  }

  private static Pod pod(String yaml) {
    return PodView.of(tree(yaml));
  }

  private static ApiObject tree(String yaml) {
    return Trees.ofYaml(yaml);
  }
}
