package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.event.Controls.Action;
import nebula.event.Event;
import nebula.health.Situation;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Cause;
import nebula.model.Observation;
import nebula.model.Service;
import nebula.sync.Supervisor;

/// A service that is made of objects in the cluster.
final class ClusterService implements ServiceRun {
  private final RunParts run;
  private final ServiceState state;
  private final LatestWork work;
  private final Tasks.Task probing;
  private final CrashLogs crashLogs;
  private volatile Optional<ServiceCode> code = Optional.empty();
  private volatile boolean supervised = true;

  /// It is to be stopped or gone: nothing is built or sent, whatever is saved or edited.
  private volatile boolean out;

  private volatile List<Manifest> manifests;

  ClusterService(Service service, List<Manifest> manifests, RunParts run) {
    this.run = run;
    this.manifests = manifests;
    this.state = new ServiceState(service, first(service, manifests), run.bus(), run.clock());
    this.work = run.services().work(service.name(), run.tasks());
    this.crashLogs = new CrashLogs(run.kube(), run.tasks());
    this.code = code(service);
    this.probing = run.tasks().start(new ProbeLoop(state, run.prober())::run);
    run.forwards().open(state);
  }

  private Situation first(Service service, List<Manifest> manifests) {
    return Situation.first(service)
        .withWorkloads(workloads(manifests))
        .withImageWork(run.images().now(service));
  }

  private static int workloads(List<Manifest> manifests) {
    return (int) manifests.stream().filter(Manifest::isWorkload).count();
  }

  private Optional<ServiceCode> code(Service service) {
    boolean changes = service.build().isPresent() || !service.sync().isEmpty();
    return changes
        ? run.parts().files().map(folder -> new ServiceCode(state, folder, run, _ -> begin(false)))
        : Optional.empty();
  }

  @Override
  public ServiceState state() {
    return state;
  }

  @Override
  public void start() {
    out = false;
    if (state.situation().stopped()) {
      state.change(before -> first(service(), manifests).withObservation(before.observation()));
    }
    begin(false);
  }

  @Override
  public void rebuild(String why) {
    out = false;
    begin(true);
  }

  private void begin(boolean rebuild) {
    if (out) {
      return;
    }
    ServiceBuild.How how = new ServiceBuild.How(rebuild, supervised);
    Optional<ServiceBuild> build =
        service().build().map(image -> new ServiceBuild(service(), image, run, code, how));
    Gate gate = new Gate(service().dependsOn(), run.services());
    ServiceStart start =
        new ServiceStart(
            state, gate, build, run.images(), manifests, run.kube(), run.retries(), run.clock());
    work.begin(start::run);
  }

  @Override
  public void edit(Service edited, List<Manifest> editedManifests) {
    if (edited.equals(service()) && editedManifests.equals(manifests)) {
      return;
    }
    boolean otherPorts = !edited.ports().equals(service().ports());
    if (otherPorts) {
      run.forwards().close(service());
    }
    boolean otherCode =
        !edited.build().equals(service().build()) || !edited.sync().equals(service().sync());
    manifests = editedManifests;
    state.become(edited, situation -> situation.withWorkloads(workloads(editedManifests)));
    if (otherPorts) {
      run.forwards().open(state);
    }
    if (otherCode) {
      code.ifPresent(ServiceCode::close);
      code = code(edited);
    }
    begin(false);
  }

  @Override
  public void stop() {
    out = true;
    run.builds().end(service().name());
    work.begin(() -> {
      state.shut();
      state.change(situation -> situation.withStopped(true));
      run.retries().untilDone(() -> takeOut(Kube.Removal.WORKLOADS), this::block);
      // Unless it was started meanwhile.
      state.change(situation -> situation.withStopped(out));
    });
  }

  @Override
  public void remove() {
    out = true;
    run.builds().end(service().name());
    leave();
    work.begin(() -> run.retries().untilDone(() -> takeOut(Kube.Removal.OBJECTS), this::tell));
  }

  /// It has no line on the board any more that could show it.
  private void tell(Cause cause) {
    String what = service().name() + " cannot be taken out: " + cause.what();
    run.bus().publish(new Event.Notice(run.clock().instant(), what));
  }

  private void block(Cause cause) {
    state.change(situation -> situation.withStopped(false).withBlocker(Optional.of(cause)));
  }

  private void takeOut(Kube.Removal removal) throws InterruptedException {
    work.whole(() -> {
      say("stopping", false);
      try {
        run.kube().delete(service().name(), removal);
      } finally {
        say("stopped", true);
      }
    });
  }

  private void say(String step, boolean done) {
    run.bus().publish(new Event.Progress(run.clock().instant(), service().name(), step, done));
  }

  @Override
  public void restart() {
    out = false;
    work.begin(() -> run.retries().untilDone(this::restartNow, this::block));
  }

  private void restartNow() throws InterruptedException {
    if (run.kube().restart(service().name()) == 0) {
      takeOut(Kube.Removal.WORKLOADS);
      begin(false);
    } else {
      state.forgetBlocker();
      state.change(situation -> situation.withSent(run.clock().instant()));
    }
  }

  @Override
  public List<Action> possible() {
    if (state.situation().stopped()) {
      return List.of(Action.START);
    }
    List<Action> possible = new ArrayList<>(List.of(Action.RESTART, Action.STOP));
    if (service().build().isPresent()) {
      possible.add(1, Action.REBUILD);
    }
    return possible;
  }

  @Override
  public List<Manifest> manifests() {
    return manifests;
  }

  @Override
  public Insight insight(Kube kube) throws InterruptedException {
    return new Insight(
        service(), state.situation().probe(), manifests, kube.view(service().name()));
  }

  @Override
  public void observed(Observation observation) {
    code.ifPresent(files -> files.observed(observation));
    state.change(situation -> situation.withObservation(observation));
    if (supervised && code.isPresent() && Supervisor.lacksShell(observation)) {
      goUnsupervised();
    }
    crashLogs.observed(state, observation);
  }

  private void goUnsupervised() {
    supervised = false;
    String what =
        service().name()
            + ": its image has no shell, so that its process cannot be started anew inside its"
            + " container: each change builds its image again";
    run.bus().publish(new Event.Notice(run.clock().instant(), what));
    begin(false);
  }

  @Override
  public void close() {
    work.end();
    leave();
  }

  /// At once: another service of the name may come while the objects of this one still go.
  private void leave() {
    code.ifPresent(ServiceCode::close);
    probing.interrupt();
    run.forwards().close(service());
    state.end();
  }
}
