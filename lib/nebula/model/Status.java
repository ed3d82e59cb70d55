package nebula.model;

import java.util.Optional;

/// What is known of a service at one moment; computed from observations in one place only.
///
/// @param restarts of all containers of the service's present pods
public record Status(State state, Phase phase, Optional<Cause> cause, int restarts) {

  public static Status starting(Phase phase, Cause cause) {
    return new Status(State.STARTING, phase, Optional.of(cause), 0);
  }

  public static Status stopped(Cause cause) {
    return new Status(State.STOPPED, Phase.GATE, Optional.of(cause), 0);
  }

  public static Status skipped(Cause cause) {
    return new Status(State.SKIPPED, Phase.GATE, Optional.of(cause), 0);
  }

  public boolean healthy() {
    return state == State.HEALTHY;
  }
}
