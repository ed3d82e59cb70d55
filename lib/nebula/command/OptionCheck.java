package nebula.command;

import java.util.Optional;
import nebula.model.Failure;
import nebula.model.Problem;

/// Options of `up` that do not go together. What one of them asks for must not be passed over: the
/// rehearsal of a fault, above all, is not meant for a real cluster.
final class OptionCheck {
  private OptionCheck() {}

  /// @throws Failure bad input, naming both options
  static void check(UpCommand asked) {
    Optional<Problem> problem = problem(asked);
    if (problem.isPresent()) {
      throw Failure.badInput(problem.get());
    }
  }

  private static Optional<Problem> problem(UpCommand asked) {
    if (asked.timeout < 1) {
      return problem(
          "--timeout " + asked.timeout + " leaves no time to wait", "say seconds, 1 or more");
    }
    if (!asked.faults.isEmpty() && !asked.rehearse) {
      return problem(
          "--rehearse-fault lets a service fail in a rehearsal alone, and there is no --rehearse",
          "add --rehearse");
    }
    if (asked.rehearse && asked.context.isPresent()) {
      return problem(
          "--rehearse has a cluster of its own, so --context means nothing to it",
          "leave one of them out");
    }
    if (asked.rehearse && asked.detach) {
      return problem(
          "--rehearse ends with its terminal and --detach leaves it", "leave one of them out");
    }
    if (asked.plan && asked.detach) {
      return problem(
          "--plan starts nothing that --detach could leave running", "leave one of them out");
    }
    if (asked.plan && asked.json) {
      return problem(
          "--plan is text for a reader, and --json prints the events of a run",
          "leave one of them out");
    }
    return Optional.empty();
  }

  private static Optional<Problem> problem(String what, String mend) {
    return Optional.of(Problem.of(what, mend));
  }
}
