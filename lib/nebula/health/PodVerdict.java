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
import nebula.model.Observation.Waiting;
import nebula.model.Observation.Warning;
import nebula.model.Phase;

/// Judges one pod: its place on a node, its volumes and network, its containers.
record PodVerdict(Situation situation, Pod pod, Mends mends) {

  Optional<Verdict> verdict() {
    Optional<Verdict> evicted = evicted();
    if (evicted.isPresent()) {
      return evicted;
    }
    if (!pod.scheduled()) {
      return Optional.of(unplaced());
    }
    if (!begun()) {
      Optional<Verdict> trouble = volumes().or(this::network);
      if (trouble.isPresent()) {
        return trouble;
      }
    }
    if (pod.containers().isEmpty()) {
      return Optional.of(Verdict.starting(Phase.START, "its pod is being set up"));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Container container : pod.containers()) {
      new ContainerVerdict(situation, pod, container, mends).verdict().ifPresent(verdicts::add);
    }
    return Verdict.worst(verdicts);
  }

  private Optional<Verdict> evicted() {
    if (pod.ready() || CurrentPods.runs(pod)) {
      return Optional.empty();
    }
    return Warnings.newest(situation.observation(), "Pod", pod.name(), "Evicted")
        .map(event ->
            Verdict.failing(
                Phase.SCHEDULE,
                Cause.of(
                    Kind.OTHER,
                    "its pod was thrown off the node: "
                        + Extract.line(event.message())
                        + " (Evicted)",
                    "make room on the machine: `docker system prune`, or more memory for"
                        + " Docker")));
  }

  private Verdict unplaced() {
    if (pod.unschedulable().isEmpty()) {
      return Verdict.starting(Phase.SCHEDULE, "its pod has no node yet");
    }
    String message = pod.unschedulable().get();
    boolean room = roomComing();
    boolean lasted = lasted(Placement.patience(message)) && !room;
    boolean sure = lasted(Patience.SURE) && !room;
    return Verdict.failingIf(lasted, sure, Phase.SCHEDULE, Placement.cause(message, mends));
  }

  /// An old pod that ends gives back what the new one needs.
  private boolean roomComing() {
    for (Pod other : situation.observation().pods()) {
      if (other.terminating()) {
        return true;
      }
    }
    return false;
  }

  /// Whether any container has come further than being created.
  private boolean begun() {
    for (Container container : pod.containers()) {
      boolean waits =
          container.state() instanceof Waiting waiting
              && (waiting.reason().equals("ContainerCreating")
                  || waiting.reason().equals("PodInitializing")
                  || waiting.reason().isBlank());
      if (!waits) {
        return true;
      }
    }
    return false;
  }

  private Optional<Verdict> volumes() {
    Observation seen = situation.observation();
    return Warnings.newest(seen, "Pod", pod.name(), "FailedMount", "", stillTrueSince())
        .or(() -> Warnings.newest(seen, "Pod", pod.name(), "FailedAttachVolume"))
        .map(event ->
            Verdict.failingIf(
                lasted(Patience.MOUNT) && event.count() >= Patience.MOUNTS_TRIED,
                lasted(Patience.SURE),
                Phase.START,
                volume(event)));
  }

  private Cause volume(Warning event) {
    String name = Extract.between(event.message(), "for volume \"", "\"");
    String who = "the volume" + (name.isEmpty() ? "" : " " + name);
    if (MissingObject.matches(event.message())) {
      return MissingObject.cause(who, event.reason(), event.message(), mends);
    }
    String core = Extract.line(Extract.after(event.message(), "\" : "));
    return Cause.of(
        Kind.CLAIM,
        who + " cannot be mounted: " + core + " (" + event.reason() + ")",
        mends.edit("correct " + who));
  }

  private Optional<Verdict> network() {
    return Warnings.newest(
            situation.observation(),
            "Pod",
            pod.name(),
            "FailedCreatePodSandBox",
            "",
            stillTrueSince())
        .map(event ->
            Verdict.failingIf(
                lasted(Patience.SANDBOX),
                lasted(Patience.SURE),
                Phase.START,
                sandbox(event.reason(), event.message())));
  }

  private Cause sandbox(String reason, String message) {
    String image = Extract.between(message, "failed to get sandbox image \"", "\"");
    if (!image.isEmpty()) {
      return ImagePull.neededByEveryPod(image, reason, message);
    }
    return Cause.of(
        Kind.OTHER,
        "the node cannot give its pod a network: " + network(message) + " (" + reason + ")",
        mends.describe("pod", pod.name())
            + "; a new cluster (`./jbang reset.java`) helps when the node is broken");
  }

  private static String network(String message) {
    String text = Extract.afterLast(message, "desc = ");
    String sandbox = Extract.between(text, "for sandbox \"", "\": ");
    return Extract.line(sandbox.isEmpty() ? text : Extract.after(text, sandbox + "\": "));
  }

  /// The kubelet tries again after pauses that double, so a trouble that goes on was told of in the
  /// later half of the pod's life; an older one is over.
  private Instant stillTrueSince() {
    Duration age = Duration.between(pod.created(), situation.now());
    return pod.created().plus(age.dividedBy(2)).minus(Patience.LATE_EVENT);
  }

  private boolean lasted(Duration limit) {
    return !situation.now().isBefore(pod.created().plus(limit));
  }
}
