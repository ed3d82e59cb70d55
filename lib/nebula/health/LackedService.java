package nebula.health;

import java.util.List;
import java.util.Optional;
import nebula.health.Situation.Dependency;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.State;

/// Names the service whose lack makes another fail: one that crashes or answers with errors because
/// its database was stopped speaks of a refused connection, and it is not the one to mend.
final class LackedService {
  private LackedService() {}

  static Verdict named(List<Dependency> lacks, Verdict verdict) {
    Kind kind = verdict.cause().kind();
    if (lacks.isEmpty() || !verdict.failing() || (kind != Kind.PROBE && kind != Kind.CRASH)) {
      return verdict;
    }
    Dependency lacked = lacks.getFirst();
    String what =
        "it needs %s, which is %s; %s"
            .formatted(lacked.name(), lacked.state().word(), verdict.cause().what());
    Optional<String> mend = Optional.of(mend(lacked));
    return verdict.withCause(new Cause(kind, what, mend, verdict.cause().details()));
  }

  private static String mend(Dependency lacked) {
    return lacked.state() == State.STOPPED
        ? Diagnosis.startCommand(lacked.name())
        : "mend " + lacked.name() + " first";
  }
}
