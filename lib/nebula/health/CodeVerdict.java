package nebula.health;

import java.util.Optional;
import nebula.model.Phase;

/// Judges whether the code in a service's containers is what it should be, once everything else is
/// well: a new container that still has the files of its image is not what a person means by green.
final class CodeVerdict {
  private CodeVerdict() {}

  static Optional<Verdict> of(Situation situation) {
    return situation
        .codeTrouble()
        .map(cause -> Verdict.failing(Phase.PROBE, cause))
        .or(() -> situation.codeStep().map(step -> Verdict.starting(Phase.PROBE, step)));
  }
}
