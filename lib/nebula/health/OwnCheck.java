package nebula.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Running;
import nebula.model.Phase;
import nebula.model.ProbeResult;

/// Judges the answers of the service's own health checks, once Kubernetes has nothing to object.
/// Nothing to say means healthy.
final class OwnCheck {
  private OwnCheck() {}

  static Optional<Verdict> verdict(Situation situation, Mends mends) {
    if (mends.service().health().isEmpty()) {
      return unchecked(situation);
    }
    Instant changed = lastChange(situation);
    if (situation.probe().isEmpty() && runsNothing(situation.observation())) {
      boolean lasts = Patience.lasted(sinceSent(situation), Patience.SLOW_START);
      return Optional.of(Verdict.failingIf(lasts, lasts, Phase.PROBE, nothingToAsk(mends)));
    }
    if (situation.probe().isEmpty()) {
      return Optional.of(Verdict.starting(Phase.PROBE, "its health check has not answered yet"));
    }
    ProbeResult result = situation.probe().get();
    boolean passedSinceChange =
        situation.lastPassed().map(passed -> !passed.isBefore(changed)).orElse(false);
    if (passedSinceChange && situation.failedProbes() < Patience.FAILED_PROBES) {
      return Optional.empty();
    }
    if (result.passed()) {
      String what = "its pods have changed, and its health check is asked again";
      return Optional.of(Verdict.starting(Phase.PROBE, what));
    }
    boolean settled = !situation.now().isBefore(changed.plus(Patience.SLOW_START));
    boolean again = situation.failedProbes() >= Patience.FAILED_PROBES;
    boolean lasts = !situation.now().isBefore(changed.plus(Patience.SURE));
    return Optional.of(
        Verdict.failingIf(
            again && (settled || passedSinceChange),
            again && lasts,
            Phase.PROBE,
            cause(result, mends)));
  }

  private static boolean runsNothing(Observation observation) {
    return observation.workloads().isEmpty() && CurrentPods.of(observation).isEmpty();
  }

  private static Duration sinceSent(Situation situation) {
    return situation
        .sentAt()
        .map(sent -> Duration.between(sent, situation.now()))
        .orElse(Duration.ZERO);
  }

  private static Cause nothingToAsk(Mends mends) {
    return Cause.of(
        Kind.CONFIGURATION,
        "its health check asks pods, and its manifests make none",
        "take `health` away in " + mends.declaration() + ", or add a workload to its manifests");
  }

  private static Optional<Verdict> unchecked(Situation situation) {
    Instant proven = lastStart(situation.observation()).plus(Patience.UNCHECKED);
    String what = "it has no health check, and has to run for a moment to be believed";
    return situation.now().isBefore(proven)
        ? Optional.of(Verdict.starting(Phase.PROBE, what))
        : Optional.empty();
  }

  private static Cause cause(ProbeResult result, Mends mends) {
    return Cause.of(
        Kind.PROBE,
        "its health check fails: " + result.answer(),
        mends.logs() + ", or correct `health` in " + mends.declaration());
  }

  /// When its objects or pods changed last: an answer from before may be of what is gone.
  private static Instant lastChange(Situation situation) {
    Instant start = lastStart(situation.observation());
    Instant changed =
        later(
            situation.sentAt().orElse(Instant.EPOCH),
            situation.restartAsked().orElse(Instant.EPOCH));
    Instant last = later(changed, start);
    if (situation.provenStart().filter(start::equals).isPresent()) {
      return last;
    }
    // The cut-off second matters only where something older was there to answer.
    return replaced(situation) ? last.plus(Patience.CLOCK_STEP) : last;
  }

  static Instant lastStart(Observation observation) {
    Instant last = Instant.EPOCH;
    for (Pod pod : CurrentPods.of(observation)) {
      for (Container container : pod.containers()) {
        if (!container.init() && container.state() instanceof Running running) {
          last = later(last, running.since());
        }
      }
    }
    return last;
  }

  private static boolean replaced(Situation situation) {
    boolean replaced = situation.wasHealthy();
    for (Pod pod : CurrentPods.of(situation.observation())) {
      for (Container container : pod.containers()) {
        replaced |= container.restarts() > 0;
      }
    }
    return replaced;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
