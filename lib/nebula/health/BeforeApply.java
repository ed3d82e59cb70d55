package nebula.health;

import java.util.Optional;
import nebula.health.Situation.Dependency;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Phase;
import nebula.model.Service;
import nebula.model.State;

/// Judges a service whose objects have not been sent yet.
final class BeforeApply {
  private BeforeApply() {}

  static Verdict verdict(Service service, Situation situation) {
    for (Dependency dependency : situation.waitsFor()) {
      if (dependency.state() == State.SKIPPED) {
        String what = "it needs " + dependency.name() + ", which is skipped on this machine";
        String mend = "see why " + dependency.name() + " is skipped";
        return Verdict.failing(Phase.GATE, Cause.of(Kind.DEPENDENCY_FAILED, what, mend));
      }
    }
    if (!situation.waitsFor().isEmpty()) {
      // Its images are worked on all the same.
      return Verdict.starting(situation.imageWork().orElse(Phase.GATE), waiting(situation));
    }
    Optional<Phase> image = situation.imageStep().map(situation.imageWork()::orElse);
    if (image.isPresent()) {
      return Verdict.starting(image.get(), ImageWords.of(image.get()));
    }
    return service.local().isPresent()
        ? Verdict.starting(Phase.START, "its process is being started")
        : Verdict.starting(Phase.SCHEDULE, "its objects are being sent to the cluster");
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
