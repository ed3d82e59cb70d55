package nebula.health;

import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Warning;
import nebula.model.Observation.Workload;
import nebula.model.Phase;

/// Judges what the controllers of the workloads say: pods that they may not create, deadlines that
/// are over. It is asked only when the pods themselves say nothing.
final class Controllers {
  private Controllers() {}

  static Optional<Verdict> verdict(Observation observation, Mends mends) {
    for (Workload workload : observation.workloads()) {
      if (!workload.complete()) {
        Optional<Verdict> verdict =
            uncreated(workload, observation, mends).or(() -> trouble(workload, mends));
        if (verdict.isPresent()) {
          return verdict;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict> uncreated(
      Workload workload, Observation observation, Mends mends) {
    boolean refused = workload.trouble().filter(Controllers::isRefusal).isPresent();
    if (workload.total() >= workload.wanted() && !refused) {
      return Optional.empty();
    }
    Warning newest = null;
    for (Warning warning : observation.warnings()) {
      if (warning.reason().equals("FailedCreate")
          && belongs(warning, workload)
          && (newest == null || warning.last().isAfter(newest.last()))) {
        newest = warning;
      }
    }
    String message = newest != null ? newest.message() : workload.trouble().orElse("");
    return newest != null || refused
        ? Optional.of(Verdict.failing(Phase.SCHEDULE, refusal(message, mends)))
        : Optional.empty();
  }

  private static boolean belongs(Warning warning, Workload workload) {
    return warning.kind().equals("ReplicaSet")
        ? CurrentPods.replicaSet(warning.name()).equals(workload.name())
        : warning.kind().equals(workload.kind()) && warning.name().equals(workload.name());
  }

  private static boolean isRefusal(String trouble) {
    return Extract.containsAny(trouble, "FailedCreate", "ReplicaFailure", "is forbidden");
  }

  private static Cause refusal(String message, Mends mends) {
    String why = Extract.line(Extract.after(message, "is forbidden: "));
    String account = Extract.between(message, "serviceaccount \"", "\" not found");
    if (!account.isEmpty()) {
      return Cause.of(
          Kind.CONFIGURATION,
          "no pod is made: there is no service account " + account + " (FailedCreate)",
          mends.edit("add the ServiceAccount " + account + ", or correct `serviceAccountName`"));
    }
    String quota = Extract.between(message, "exceeded quota: ", ", requested");
    if (!quota.isEmpty()) {
      return Cause.of(
          Kind.REFUSED,
          "no pod is made: the quota "
              + quota
              + " is used up, "
              + Extract.line(Extract.after(message, "exceeded quota: " + quota + ", "))
              + " (FailedCreate)",
          "raise it with `kubectl edit resourcequota " + quota + "`");
    }
    return Cause.of(
        Kind.REFUSED,
        "no pod is made: " + why + " (FailedCreate)",
        mends.edit("correct the pod's specification"));
  }

  private static Optional<Verdict> trouble(Workload workload, Mends mends) {
    // A Job that failed is down for good; of a rollout that is late, containers may still run.
    Phase phase = workload.kind().equals("Job") ? Phase.START : Phase.PROBE;
    return workload.trouble().map(text -> Verdict.failing(phase, words(workload, text, mends)));
  }

  private static Cause words(Workload workload, String trouble, Mends mends) {
    String title = workload.kind() + " " + workload.name();
    if (Extract.containsAny(trouble, "ProgressDeadlineExceeded", "timed out progressing")) {
      return Cause.of(
          Kind.OTHER,
          "the rollout of the "
              + title
              + " has made no progress until its deadline"
              + " (ProgressDeadlineExceeded)",
          mends.logs());
    }
    if (Extract.containsAny(trouble, "BackoffLimitExceeded", "backoff limit")) {
      return Cause.of(
          Kind.CRASH,
          "the " + title + " failed as often as it may (BackoffLimitExceeded)",
          mends.logs());
    }
    if (Extract.containsAny(trouble, "DeadlineExceeded", "longer than specified deadline")) {
      return Cause.of(
          Kind.OTHER, "the " + title + " did not end in time (DeadlineExceeded)", mends.logs());
    }
    return Cause.of(
        Kind.OTHER,
        "the " + title + " cannot go on: " + Extract.line(trouble),
        mends.describe(workload.kind().toLowerCase(java.util.Locale.ROOT), workload.name()));
  }
}
