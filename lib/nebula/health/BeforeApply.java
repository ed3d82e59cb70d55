package nebula.health;

import java.util.Optional;
import nebula.health.Situation.Dependency;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Phase;
import nebula.model.State;

/// Judges a service whose objects have not been sent yet.
final class BeforeApply {
  private BeforeApply() {}

  static Verdict verdict(Situation situation) {
    for (Dependency dependency : situation.waitsFor()) {
      if (dependency.state() == State.SKIPPED) {
        String what = "it needs " + dependency.name() + ", which is skipped on this machine";
        String mend = "see why " + dependency.name() + " is skipped";
        return Verdict.failing(Phase.GATE, Cause.of(Kind.DEPENDENCY_FAILED, what, mend));
      }
    }
    if (!situation.waitsFor().isEmpty()) {
      return Verdict.starting(Phase.GATE, waiting(situation));
    }
    Optional<String> step = situation.imageStep();
    return step.isPresent()
        ? Verdict.starting(Phase.IMAGE, step.get())
        : Verdict.starting(Phase.APPLY, "its objects are being sent to the cluster");
  }

  private static Cause waiting(Situation situation) {
    StringBuilder names = new StringBuilder("waits for ");
    boolean failed = false;
    for (Dependency dependency : situation.waitsFor()) {
      names.append(names.length() > "waits for ".length() ? ", " : "").append(dependency.name());
      if (dependency.state() != State.STARTING) {
        names.append(" (").append(dependency.state().word()).append(')');
      }
      failed |= dependency.state() == State.FAILING;
    }
    Kind kind = failed ? Kind.DEPENDENCY_FAILED : Kind.WAITS_FOR_DEPENDENCY;
    return Cause.of(kind, names.toString());
  }
}
