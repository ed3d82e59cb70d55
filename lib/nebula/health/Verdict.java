package nebula.health;

import java.util.List;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;

/// What one look at a part of a service says of the whole.
record Verdict(State state, Phase phase, Cause cause) {

  static Verdict failing(Phase phase, Cause cause) {
    return new Verdict(State.FAILING, phase, cause);
  }

  static Verdict starting(Phase phase, Cause cause) {
    return new Verdict(State.STARTING, phase, cause);
  }

  static Verdict starting(Phase phase, String what) {
    return starting(phase, Cause.of(Cause.Kind.IN_PROGRESS, what));
  }

  /// Failing once it has lasted long enough, starting until then; the cause is told from the
  /// beginning, and what mends it as soon as it is no longer likely that it passes by itself.
  static Verdict failingIf(boolean lasted, boolean sure, Phase phase, Cause cause) {
    return lasted || sure
        ? new Verdict(lasted ? State.FAILING : State.STARTING, phase, cause)
        : starting(phase, Cause.of(cause.kind(), cause.what()));
  }

  Verdict withCause(Cause other) {
    return new Verdict(state, phase, other);
  }

  boolean failing() {
    return state == State.FAILING;
  }

  Status status(int restarts) {
    return new Status(state, phase, Optional.of(cause), restarts);
  }

  /// The first that fails; else, because a service is as far as its slowest part, the one of the
  /// earliest phase.
  static Optional<Verdict> worst(List<Verdict> verdicts) {
    Verdict worst = null;
    for (Verdict verdict : verdicts) {
      if (verdict.failing()) {
        return Optional.of(verdict);
      }
      if (worst == null || verdict.phase.compareTo(worst.phase) < 0) {
        worst = verdict;
      }
    }
    return Optional.ofNullable(worst);
  }
}
