package nebula.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Running;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;
import nebula.model.Phase;

/// Judges one container of a pod. Nothing to say means that it is as it should be.
record ContainerVerdict(Situation situation, Pod pod, Container container, Mends mends) {

  Optional<Verdict> verdict() {
    return switch (container.state()) {
      case Waiting waiting -> Optional.of(waiting(waiting));
      case Terminated end -> ended(end);
      case Running running -> running(running);
    };
  }

  private Verdict waiting(Waiting waiting) {
    String reason = waiting.reason();
    Optional<Terminated> last = container.lastEnd();
    if (ImagePull.isReason(reason)) {
      return Verdict.failing(
          Phase.PULL, ImagePull.cause(container.image(), reason, waiting.message(), mends));
    }
    if (StartError.isReason(reason)) {
      return Verdict.failing(Phase.START, StartError.cause(container, waiting.message(), mends));
    }
    return switch (reason) {
      case "CreateContainerConfigError" ->
          Verdict.failingIf(
              lasted(pod.created(), Patience.MOUNT),
              lasted(pod.created(), Patience.SURE),
              Phase.START,
              MissingObject.cause(name(), reason, waiting.message(), mends));
      case "CrashLoopBackOff" ->
          last.map(end -> crash(end, Phase.START))
              .orElseGet(() -> Verdict.failing(Phase.PROBE, other(reason, waiting.message())));
      case Waiting.PULLING -> Verdict.starting(Phase.PULL, "the node pulls the image of " + name());
      case "ContainerCreating", "PodInitializing", "" ->
          Verdict.starting(Phase.START, name() + " is being created");
      default -> Verdict.failing(Phase.START, other(reason, waiting.message()));
    };
  }

  private Optional<Verdict> ended(Terminated end) {
    boolean mayEnd = container.init() || CurrentPods.ofJob(pod, situation.observation());
    if (end.exitCode() == 0 && mayEnd) {
      return Optional.empty();
    }
    return Optional.of(Ending.ofNode(end) || asked(end) ? again() : crash(end, Phase.START));
  }

  private Optional<Verdict> running(Running running) {
    if (container.init()) {
      return Optional.of(Verdict.starting(Phase.START, name() + " is at work"));
    }
    Optional<Verdict> echo = echo(running);
    return echo.isPresent() ? echo : unready(running);
  }

  /// For some time after a crash a container that runs again is not yet believed.
  private Optional<Verdict> echo(Running running) {
    Optional<Terminated> last = container.lastEnd();
    if (last.isEmpty() || container.restarts() == 0 || Ending.ofNode(last.get())) {
      return Optional.empty();
    }
    Duration echo =
        Patience.CRASH_ECHO.multipliedBy(Math.min(container.restarts(), Patience.CRASH_ECHOES));
    if (asked(last.get())) {
      return Optional.empty();
    }
    if (!lasted(running.since(), echo) || oftenCrashed(running)) {
      return Optional.of(crash(last.get(), Phase.PROBE));
    }
    return lasted(running.since(), echo.multipliedBy(2)) ? Optional.empty() : Optional.of(again());
  }

  /// One that crashed again and again, and is not further now than it was each time.
  private boolean oftenCrashed(Running running) {
    return container.restarts() >= Patience.CRASHES_FORGIVEN
        && !container.ready()
        && !lasted(running.since(), Patience.SLOW_START);
  }

  private Optional<Verdict> unready(Running running) {
    if (container.ready()) {
      return Optional.empty();
    }
    Instant since = started(running);
    Optional<ProbeEvent> event = ProbeEvent.since(since, pod, situation.observation());
    if (event.isPresent()) {
      return Optional.of(
          Verdict.failingIf(
              lasted(since, event.get().patience()),
              lasted(since, Patience.SURE),
              Phase.PROBE,
              event.get().cause(container, mends)));
    }
    String what = name() + " runs and is not ready yet";
    boolean lasted = lasted(since, Patience.SLOW_START);
    return Optional.of(
        lasted
            ? Verdict.failing(
                Phase.PROBE,
                Cause.of(Kind.PROBE, name() + " runs but does not get ready", mends.logs()))
            : Verdict.starting(Phase.PROBE, what));
  }

  /// A process that was started anew inside its container gets as much time as a new container.
  private Instant started(Running running) {
    Instant asked = situation.restartAsked().orElse(Instant.EPOCH);
    return asked.isAfter(running.since()) ? asked : running.since();
  }

  /// @param phase `CREATE` while it is down, `PROBE` while it runs again
  private Verdict crash(Terminated end, Phase phase) {
    Optional<ProbeEvent> probe = endedByOthers(end) ? killer(end) : Optional.empty();
    Cause cause =
        probe.isPresent()
            ? probe.get().killCause(container, mends).withDetails(lines().orElse(List.of()))
            : Ending.cause(container, end, lines(), mends);
    return Verdict.failing(phase, cause);
  }

  /// Of one that was killed several times the API server holds events back, so that an old one
  /// counts.
  private Optional<ProbeEvent> killer(Terminated end) {
    boolean often = container.restarts() >= Patience.CRASHES_FORGIVEN;
    Instant from = often ? pod.created() : end.at().minus(Patience.PROBE_KILL);
    return ProbeEvent.killing(from, pod, situation.observation());
  }

  private Verdict again() {
    return Verdict.starting(Phase.PROBE, name() + " was started again and has to prove itself");
  }

  /// The exit codes of a container that somebody ended: well-behaved ones answer SIGTERM with 0.
  private static boolean endedByOthers(Terminated end) {
    return !end.reason().equals("OOMKilled")
        && (end.exitCode() == 0 || end.exitCode() == 137 || end.exitCode() == 143);
  }

  private boolean asked(Terminated end) {
    return situation
        .restartAsked()
        .map(asked ->
            !end.at().isBefore(asked.minus(Patience.CLOCK_STEP))
                && end.at().isBefore(asked.plus(Patience.ASKED_RESTART)))
        .orElse(false);
  }

  private Cause other(String reason, String message) {
    String why = message.isBlank() ? "" : ": " + Extract.line(message);
    return Cause.of(
        Kind.OTHER,
        name() + " cannot run" + why + " (" + reason + ")",
        mends.describe("pod", pod.name()));
  }

  private Optional<List<String>> lines() {
    return situation
        .crash()
        .filter(crash -> crash.container().pod().equals(pod.name()))
        .filter(crash -> crash.container().container().equals(container.name()))
        .map(Situation.CrashLines::lines);
  }

  private boolean lasted(Instant since, Duration limit) {
    return !situation.now().isBefore(since.plus(limit));
  }

  private String name() {
    return (container.init() ? "the init container " : "the container ") + container.name();
  }
}
