package nebula.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Observation;
import nebula.model.Phase;
import nebula.model.ProbeResult;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// All that is known of one service at one moment: the input of {@link Diagnosis}.
///
/// @param stopped whether the user stopped it
/// @param skipped why it is not started on this machine
/// @param waitsFor dependencies that keep its gate shut
/// @param lacks dependencies that have been stopped or fail, whether or not its gate is open
/// @param imageStep the phase of its images that its start waits for, where nobody tells a truer
///   one
/// @param imageWork what is being done with its images now, also while its gate is shut
/// @param blocker what keeps it from working that Kubernetes cannot know of: an image that this
///   machine cannot get, a refused manifest, a port taken here, the end of a local process
/// @param applied whether the cluster has its newest objects (or its local process is started)
/// @param sentAt when its objects were changed last; empty when the cluster had them all
/// @param restartAsked when Nebula itself ended a container last, to let it take new code
/// @param workloads how many workloads its manifests hold; fewer seen means that the picture is old
/// @param wasHealthy whether it has been healthy since its objects were changed last
/// @param provenStart the youngest start of its containers when it was last found healthy
/// @param lastPassed when its own health checks passed last
/// @param failedProbes how often in a row they failed since
/// @param crash the last lines of a container that ended badly
/// @param codeStep what is being done to give new containers the newest files
/// @param codeTrouble why the newest files do not take effect
public record Situation(
    boolean stopped,
    Optional<String> skipped,
    List<Dependency> waitsFor,
    List<Dependency> lacks,
    Optional<Phase> imageStep,
    Optional<Phase> imageWork,
    Optional<Cause> blocker,
    boolean applied,
    Optional<Instant> sentAt,
    Optional<Instant> restartAsked,
    int workloads,
    boolean wasHealthy,
    Optional<Instant> provenStart,
    Observation observation,
    Optional<ProbeResult> probe,
    Optional<Instant> lastPassed,
    int failedProbes,
    Optional<CrashLines> crash,
    Optional<String> codeStep,
    Optional<Cause> codeTrouble,
    Instant now) {
  public Situation {
    waitsFor = List.copyOf(waitsFor);
    lacks = List.copyOf(lacks);
  }

  /// A service that this one needs, and how it is.
  public record Dependency(String name, State state) {}

  /// What a container wrote last before it ended, oldest first.
  public record CrashLines(ContainerRef container, List<String> lines) {
    public CrashLines {
      lines = List.copyOf(lines);
    }
  }

  /// Nothing has happened yet: it waits for everything that it depends on.
  public static Situation first(Service service) {
    List<Dependency> needed = new ArrayList<>();
    service.dependsOn().forEach(name -> needed.add(new Dependency(name, State.STARTING)));
    Draft draft = new Draft();
    draft.waitsFor = needed;
    draft.workloads = service.manifests().isEmpty() ? 0 : 1;
    return draft.situation();
  }

  public Situation withStopped(boolean stoppedByUser) {
    Draft draft = new Draft(this);
    draft.stopped = stoppedByUser;
    return draft.situation();
  }

  public Situation withSkipped(String reason) {
    Draft draft = new Draft(this);
    draft.skipped = Optional.of(reason);
    return draft.situation();
  }

  public Situation withWaitsFor(List<Dependency> dependencies) {
    Draft draft = new Draft(this);
    draft.waitsFor = dependencies;
    return draft.situation();
  }

  public Situation withLacks(List<Dependency> dependencies) {
    Draft draft = new Draft(this);
    draft.lacks = dependencies;
    return draft.situation();
  }

  public Situation withImageStep(Optional<Phase> step) {
    Draft draft = new Draft(this);
    draft.imageStep = step;
    return draft.situation();
  }

  public Situation withImageWork(Optional<Phase> work) {
    Draft draft = new Draft(this);
    draft.imageWork = work;
    return draft.situation();
  }

  public Situation withBlocker(Optional<Cause> cause) {
    Draft draft = new Draft(this);
    draft.blocker = cause;
    return draft.situation();
  }

  /// The cluster has its objects, and nothing had to be sent for it.
  public Situation withApplied(boolean clusterHasIt) {
    Draft draft = new Draft(this);
    draft.applied = clusterHasIt;
    return draft.situation();
  }

  /// Objects were changed, so that what was seen and answered before counts no longer.
  public Situation withSent(Instant at) {
    Draft draft = new Draft(this);
    draft.applied = true;
    draft.sentAt = Optional.of(at);
    draft.wasHealthy = false;
    draft.failedProbes = 0;
    return draft.situation();
  }

  public Situation withRestartAsked(Instant at) {
    Draft draft = new Draft(this);
    draft.restartAsked = Optional.of(at);
    return draft.situation();
  }

  public Situation withWorkloads(int count) {
    Draft draft = new Draft(this);
    draft.workloads = count;
    return draft.situation();
  }

  public Situation withObservation(Observation seen) {
    Draft draft = new Draft(this);
    draft.observation = seen;
    return draft.situation();
  }

  public Situation withProbe(Optional<ProbeResult> result) {
    Draft draft = new Draft(this);
    draft.probe = result;
    if (result.isPresent()) {
      boolean passed = result.get().passed();
      draft.failedProbes = passed ? 0 : failedProbes + 1;
      draft.lastPassed = passed ? Optional.of(result.get().at()) : lastPassed;
    }
    return draft.situation();
  }

  public Situation withCrashLines(ContainerRef container, List<String> lines) {
    Draft draft = new Draft(this);
    draft.crash = Optional.of(new CrashLines(container, lines));
    return draft.situation();
  }

  public Situation withCodeStep(Optional<String> step) {
    Draft draft = new Draft(this);
    draft.codeStep = step;
    return draft.situation();
  }

  public Situation withCodeTrouble(Optional<Cause> cause) {
    Draft draft = new Draft(this);
    draft.codeTrouble = cause;
    return draft.situation();
  }

  /// Remembers a verdict: one that was healthy is judged as something that broke, not as something
  /// that still starts.
  public Situation after(Status status) {
    if (!status.healthy()) {
      return this;
    }
    Optional<Instant> start = Optional.of(OwnCheck.lastStart(observation));
    if (wasHealthy && start.equals(provenStart)) {
      return this;
    }
    Draft draft = new Draft(this);
    draft.wasHealthy = true;
    draft.provenStart = start;
    return draft.situation();
  }

  public Situation at(Instant moment) {
    Draft draft = new Draft(this);
    draft.now = moment;
    return draft.situation();
  }

  /// A copy that can be written to, so that each change above names one field only.
  private static final class Draft {
    private boolean stopped;
    private Optional<String> skipped = Optional.empty();
    private List<Dependency> waitsFor = List.of();
    private List<Dependency> lacks = List.of();
    private Optional<Phase> imageStep = Optional.empty();
    private Optional<Phase> imageWork = Optional.empty();
    private Optional<Cause> blocker = Optional.empty();
    private boolean applied;
    private Optional<Instant> sentAt = Optional.empty();
    private Optional<Instant> restartAsked = Optional.empty();
    private int workloads;
    private boolean wasHealthy;
    private Optional<Instant> provenStart = Optional.empty();
    private Observation observation = Observation.nothing();
    private Optional<ProbeResult> probe = Optional.empty();
    private Optional<Instant> lastPassed = Optional.empty();
    private int failedProbes;
    private Optional<CrashLines> crash = Optional.empty();
    private Optional<String> codeStep = Optional.empty();
    private Optional<Cause> codeTrouble = Optional.empty();
    private Instant now = Instant.EPOCH;

    Draft() {}

    Draft(Situation from) {
      stopped = from.stopped;
      skipped = from.skipped;
      waitsFor = from.waitsFor;
      lacks = from.lacks;
      imageStep = from.imageStep;
      imageWork = from.imageWork;
      blocker = from.blocker;
      applied = from.applied;
      sentAt = from.sentAt;
      restartAsked = from.restartAsked;
      workloads = from.workloads;
      wasHealthy = from.wasHealthy;
      provenStart = from.provenStart;
      observation = from.observation;
      probe = from.probe;
      lastPassed = from.lastPassed;
      failedProbes = from.failedProbes;
      crash = from.crash;
      codeStep = from.codeStep;
      codeTrouble = from.codeTrouble;
      now = from.now;
    }

    Situation situation() {
      return new Situation(
          stopped,
          skipped,
          waitsFor,
          lacks,
          imageStep,
          imageWork,
          blocker,
          applied,
          sentAt,
          restartAsked,
          workloads,
          wasHealthy,
          provenStart,
          observation,
          probe,
          lastPassed,
          failedProbes,
          crash,
          codeStep,
          codeTrouble,
          now);
    }
  }
}
