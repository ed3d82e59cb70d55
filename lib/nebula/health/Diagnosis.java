package nebula.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Terminated;
import nebula.model.Phase;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// The one place where a service's state and its cause are decided: a pure function of what is
/// known. `docs/causes.md` lists what it tells.
public final class Diagnosis {
  private Diagnosis() {}

  public static Status of(Service service, Situation situation) {
    if (situation.stopped()) {
      return Status.stopped(Cause.of(Kind.STOPPED, "it was stopped", startCommand(service.name())));
    }
    if (situation.skipped().isPresent()) {
      return Status.skipped(Cause.of(Kind.SKIPPED, situation.skipped().get()));
    }
    if (situation.blocker().filter(cause -> cause.kind() == Kind.STOPPED).isPresent()) {
      return Status.stopped(situation.blocker().get());
    }
    List<Pod> pods = CurrentPods.of(situation.observation());
    int restarts = restarts(pods);
    if (situation.blocker().isPresent()) {
      return LackedService.named(
              situation.lacks(), blocked(service, situation, situation.blocker().get()))
          .status(restarts);
    }
    if (!situation.applied()) {
      return BeforeApply.verdict(service, situation).status(restarts);
    }
    return afterApply(service, situation, pods)
        .or(() -> CodeVerdict.of(situation))
        .map(verdict -> LackedService.named(situation.lacks(), verdict).status(restarts))
        .orElseGet(() -> new Status(State.HEALTHY, Phase.DONE, Optional.empty(), restarts));
  }

  /// Whether `up --wait` should give up now.
  ///
  /// @param inThisState how long the service has been in its state
  public static boolean hopeless(Status status, Duration inThisState) {
    if (status.state() != State.FAILING || status.cause().isEmpty()) {
      return false;
    }
    return switch (status.cause().get().kind()) {
      case REFUSED, PORT_TAKEN, DEPENDENCY_FAILED -> true;
      case IMAGE ->
          status.phase().isOfImage() || Patience.lasted(inThisState, Patience.SECOND_PULL);
      // Not while it runs again: this time it may go well.
      case CRASH, OUT_OF_MEMORY ->
          status.phase() != Phase.PROBE
              && (status.restarts() >= Patience.CRASHES_FORGIVEN
                  || Patience.lasted(inThisState, Patience.NEW_TRY));
      case UNSCHEDULABLE, CLAIM, CONFIGURATION ->
          Patience.lasted(inThisState, Patience.MAY_STILL_COME);
      case PROBE ->
          status.phase() == Phase.PROBE
              ? Patience.lasted(inThisState, Patience.SAME_ANSWER)
              : status.restarts() >= Patience.PROBE_KILLS_FORGIVEN;
      case WAITS_FOR_DEPENDENCY, IN_PROGRESS, STOPPED, SKIPPED, OTHER -> false;
    };
  }

  /// The container whose last lines would explain a crash that is seen now.
  public static Optional<ContainerRef> wantsLogs(Observation observation) {
    for (Pod pod : CurrentPods.of(observation)) {
      for (Container container : pod.containers()) {
        Optional<Terminated> end = CrashedContainer.endOf(container);
        if (end.isPresent()) {
          boolean previous = !(container.state() instanceof Terminated);
          return Optional.of(
              new ContainerRef(pod.name(), container.name(), previous, end.get().at()));
        }
      }
    }
    return Optional.empty();
  }

  /// Names of the pods that the service's health checks may be asked of now.
  public static List<String> pods(Observation observation) {
    return CurrentPods.running(observation);
  }

  private static Verdict blocked(Service service, Situation situation, Cause cause) {
    if (situation.applied()) {
      return Verdict.failing(cause.kind() == Kind.PORT_TAKEN ? Phase.PROBE : Phase.START, cause);
    }
    Phase ofImage = service.build().isPresent() ? Phase.BUILD : Phase.FETCH;
    return Verdict.failing(cause.kind() == Kind.IMAGE ? ofImage : Phase.SCHEDULE, cause);
  }

  private static Optional<Verdict> afterApply(
      Service service, Situation situation, List<Pod> pods) {
    Mends mends = new Mends(service);
    Observation seen = situation.observation();
    if (seen.workloads().size() < situation.workloads() || justSent(situation)) {
      return Optional.of(notSeen(service, situation));
    }
    if (Rollout.scaledToNothing(seen.workloads())) {
      return Optional.of(
          new Verdict(
              State.STOPPED,
              Phase.GATE,
              Cause.of(
                  Kind.STOPPED, "it is scaled to 0 replicas", mends.edit("raise `replicas`"))));
    }
    boolean complete = Rollout.complete(seen);
    List<Verdict> verdicts = new ArrayList<>();
    if (!complete) {
      Storage.verdict(seen, oldest(pods, situation.now()), mends).ifPresent(verdicts::add);
    }
    for (Pod pod : pods) {
      // Beside a Job that is done, the pods of its failed tries stay.
      if (!complete || !CurrentPods.ofJob(pod, seen)) {
        new PodVerdict(situation, pod, mends).verdict().ifPresent(verdicts::add);
      }
    }
    Optional<Verdict> worst = Verdict.worst(verdicts);
    if (complete) {
      return worst.or(() -> OwnCheck.verdict(situation, mends));
    }
    if (worst.filter(Verdict::failing).isPresent()) {
      return worst;
    }
    return Controllers.verdict(seen, mends)
        .or(() -> gone(situation, pods, mends))
        .or(() -> worst)
        .or(() -> Optional.of(Rollout.goesOn(seen.workloads())));
  }

  private static boolean justSent(Situation situation) {
    return situation
        .sentAt()
        .map(sent -> situation.now().isBefore(sent.plus(Patience.APPLY_IS_SEEN)))
        .orElse(false);
  }

  private static Verdict notSeen(Service service, Situation situation) {
    if (situation.wasHealthy()) {
      String what = "its workload is gone from the cluster";
      return Verdict.failing(
          Phase.SCHEDULE, Cause.of(Kind.OTHER, what, startCommand(service.name())));
    }
    return Verdict.starting(Phase.SCHEDULE, "the cluster is taking in its objects");
  }

  /// A service that was healthy and of which nothing runs any more has failed, also when Kubernetes
  /// is about to mend it.
  private static Optional<Verdict> gone(Situation situation, List<Pod> pods, Mends mends) {
    if (!situation.wasHealthy()) {
      return Optional.empty();
    }
    for (Pod pod : pods) {
      if (CurrentPods.runs(pod)) {
        return Optional.empty();
      }
    }
    String what = "none of its pods runs: Kubernetes is starting a new one";
    return Optional.of(Verdict.failing(Phase.SCHEDULE, Cause.of(Kind.OTHER, what, mends.logs())));
  }

  private static Duration oldest(List<Pod> pods, Instant now) {
    Instant first = now;
    for (Pod pod : pods) {
      first = pod.created().isBefore(first) ? pod.created() : first;
    }
    return Duration.between(first, now);
  }

  private static int restarts(List<Pod> pods) {
    int sum = 0;
    for (Pod pod : pods) {
      for (Container container : pod.containers()) {
        sum += container.restarts();
      }
    }
    return sum;
  }

  /// The mend of whatever is not there because nobody started it.
  public static String startCommand(String service) {
    return "run `./jbang up.java " + service + "`";
  }
}
