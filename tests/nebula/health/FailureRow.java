package nebula.health;

import static nebula.health.Scene.applied;
import static nebula.health.Scene.at;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;

/// A trouble that Kubernetes shows and what it has to be called. The messages in the tables were
/// recorded from Kubernetes 1.34, except those that need a registry of the internet, which are
/// containerd's own.
///
/// @param seconds after the pod was made
record FailureRow(
    String trouble,
    Observation observation,
    double seconds,
    Phase phase,
    Kind kind,
    String what,
    String mend) {

  void check() {
    Situation situation = applied(observation).at(at(seconds));
    Status status = Diagnosis.of(Scene.service(), situation);
    Cause cause = status.cause().orElseThrow();
    assertAll(
        () -> assertEquals(what, cause.what()),
        () -> assertEquals(mend, cause.mend().orElse("")),
        () -> assertEquals(State.FAILING, status.state()),
        () -> assertEquals(kind, cause.kind()),
        () -> assertEquals(phase, status.phase()));
  }

  @Override
  public String toString() {
    return trouble;
  }
}
