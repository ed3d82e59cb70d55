package nebula.health;

import static nebula.health.Scene.applied;
import static nebula.health.Scene.at;
import static nebula.health.Scene.healthyPod;
import static nebula.health.Scene.passed;
import static nebula.health.Scene.with;
import static nebula.health.Scene.workload;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nebula.health.Situation.Dependency;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the engine knows and Kubernetes does not.
final class BeforeAndBesideKubernetesTest {
  private static final Situation FIRST = Situation.first(Scene.service());

  record Row(String name, Situation situation, State state, Phase phase, Kind kind, String what) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isPutInWords(Row row) {
    Status status = Diagnosis.of(Scene.service(), row.situation.at(at(60)));

    assertEquals(
        new Row(
            row.name, row.situation, status.state(), status.phase(), kind(status), what(status)),
        row);
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "a gate is shut",
            FIRST,
            State.STARTING,
            Phase.GATE,
            Kind.WAITS_FOR_DEPENDENCY,
            "waits for postgres"),
        new Row(
            "what it waits for fails",
            waitsFor(State.FAILING, State.STARTING),
            State.STARTING,
            Phase.GATE,
            Kind.DEPENDENCY_FAILED,
            "waits for postgres (failing), temporal"),
        new Row(
            "what it needs is skipped",
            waitsFor(State.SKIPPED, State.STARTING),
            State.FAILING,
            Phase.GATE,
            Kind.DEPENDENCY_FAILED,
            "it needs postgres, which is skipped on this machine"),
        new Row(
            "its images are looked for",
            open().withImageStep(Optional.of(Phase.FETCH)),
            State.STARTING,
            Phase.FETCH,
            Kind.IN_PROGRESS,
            "its images are made ready"),
        new Row(
            "its image is built and its gate is open",
            open().withImageStep(Optional.of(Phase.BUILD)),
            State.STARTING,
            Phase.BUILD,
            Kind.IN_PROGRESS,
            "its image is built"),
        new Row(
            "its image was built and is pushed",
            open().withImageStep(Optional.of(Phase.BUILD)).withImageWork(Optional.of(Phase.PUSH)),
            State.STARTING,
            Phase.PUSH,
            Kind.IN_PROGRESS,
            "its image is pushed to the cluster's registry"),
        new Row(
            "its image is built while a gate is shut",
            FIRST.withImageWork(Optional.of(Phase.BUILD)),
            State.STARTING,
            Phase.BUILD,
            Kind.WAITS_FOR_DEPENDENCY,
            "waits for postgres"),
        new Row(
            "an image that nobody waits for is worked on",
            open().withImageWork(Optional.of(Phase.PUSH)),
            State.STARTING,
            Phase.SCHEDULE,
            Kind.IN_PROGRESS,
            "its objects are being sent to the cluster"),
        new Row(
            "an image cannot be had",
            open().withBlocker(cause(Kind.IMAGE, "no such image")),
            State.FAILING,
            Phase.FETCH,
            Kind.IMAGE,
            "no such image"),
        new Row(
            "objects are sent",
            open(),
            State.STARTING,
            Phase.SCHEDULE,
            Kind.IN_PROGRESS,
            "its objects are being sent to the cluster"),
        new Row(
            "a manifest is refused",
            open().withBlocker(cause(Kind.REFUSED, "k8s.yaml:3:5")),
            State.FAILING,
            Phase.SCHEDULE,
            Kind.REFUSED,
            "k8s.yaml:3:5"),
        new Row(
            "the cluster has not shown them",
            open().withApplied(true),
            State.STARTING,
            Phase.SCHEDULE,
            Kind.IN_PROGRESS,
            "the cluster is taking in its objects"),
        new Row(
            "a port is taken though all pods are well",
            applied(healthyPod(1)).withBlocker(cause(Kind.PORT_TAKEN, "port 8080, pid 7")),
            State.FAILING,
            Phase.PROBE,
            Kind.PORT_TAKEN,
            "port 8080, pid 7"),
        new Row(
            "the user stopped it",
            applied(healthyPod(1)).withStopped(true),
            State.STOPPED,
            Phase.GATE,
            Kind.STOPPED,
            "it was stopped"),
        new Row(
            "it cannot run here",
            FIRST.withSkipped("pnpm is not installed"),
            State.SKIPPED,
            Phase.GATE,
            Kind.SKIPPED,
            "pnpm is not installed"),
        new Row(
            "scaled to nothing",
            applied(with(Observation.nothing(), workload("Deployment", 0, 0, ""))),
            State.STOPPED,
            Phase.GATE,
            Kind.STOPPED,
            "it is scaled to 0 replicas"),
        new Row(
            "its workload was deleted by hand",
            applied(healthyPod(1))
                .after(Diagnosis.of(Scene.service(), applied(healthyPod(1)).at(at(5))))
                .withObservation(Observation.nothing()),
            State.FAILING,
            Phase.SCHEDULE,
            Kind.OTHER,
            "its workload is gone from the cluster"));
  }

  @Test
  void objectsWithoutAWorkloadAreHealthyOnceApplied() {
    Situation configuration = FIRST.withWorkloads(0).withApplied(true).at(at(1));

    assertEquals(State.HEALTHY, Diagnosis.of(Scene.service(), configuration).state());
  }

  @Test
  void localProcessIsHealthyWhenItsCheckPassesAfterItWasStarted() {
    Situation started = FIRST.withWorkloads(0).withSent(at(10));
    Status before = checked(started.withProbe(Optional.of(passed(9))), 11);
    Status after = checked(started.withProbe(Optional.of(passed(11))), 11);

    assertEquals(List.of(State.STARTING, State.HEALTHY), List.of(before.state(), after.state()));
  }

  private static Status checked(Situation situation, double seconds) {
    return Diagnosis.of(Scene.service(Scene.http()), situation.at(at(seconds)));
  }

  private static Situation open() {
    return FIRST.withWaitsFor(List.of());
  }

  private static Situation waitsFor(State postgres, State temporal) {
    return FIRST.withWaitsFor(
        List.of(new Dependency("postgres", postgres), new Dependency("temporal", temporal)));
  }

  private static Optional<Cause> cause(Kind kind, String what) {
    return Optional.of(Cause.of(kind, what));
  }

  private static Kind kind(Status status) {
    return status.cause().map(Cause::kind).orElse(null);
  }

  private static String what(Status status) {
    return status.cause().map(Cause::what).orElse("");
  }
}
