package nebula.model;

import java.util.Optional;

/// What is known of a service at one moment; computed from observations in one place only.
///
/// @param restarts of all containers of the service's present pods
public record Status(State state, Phase phase, Optional<Cause> cause, int restarts) {

  public static Status starting(Phase phase, Cause cause) {
    return new Status(State.STARTING, phase, Optional.of(cause), 0);
  }

  /// Until there is a cluster, which everything waits for.
  public static Status awaitingCluster() {
    return starting(Phase.GATE, Cause.of(Cause.Kind.IN_PROGRESS, "waits for the cluster"));
  }

  public static Status stopped(Cause cause) {
    return new Status(State.STOPPED, Phase.GATE, Optional.of(cause), 0);
  }

  public static Status skipped(Cause cause) {
    return new Status(State.SKIPPED, Phase.GATE, Optional.of(cause), 0);
  }

  /// Whether it still starts, and something keeps it from going on that will most likely not pass
  /// by itself: such a cause comes with its mend.
  public boolean heldUp() {
    return state == State.STARTING && cause.flatMap(Cause::mend).isPresent();
  }

  public boolean healthy() {
    return state == State.HEALTHY;
  }
}
