package nebula.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.event.Controls.Action;
import nebula.event.Event;
import nebula.health.Situation;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.local.LocalChange;
import nebula.local.LocalMachine;
import nebula.local.LocalObservation;
import nebula.local.LocalRunner;
import nebula.model.Cause;
import nebula.model.Observation;
import nebula.model.Service;

/// A service that is a process of this machine. It ends with the run.
final class LocalService implements ServiceRun {
  private final RunParts run;
  private final LocalMachine machine;
  private final ServiceState state;
  private final LatestWork work;
  private final Tasks.Task probing;
  private volatile LocalRunner runner;

  /// A person has stopped it: no edit starts it.
  private volatile boolean out;

  LocalService(Service service, LocalMachine machine, RunParts run) {
    this.run = run;
    this.machine = machine;
    this.state = new ServiceState(service, Situation.first(service), run.bus(), run.clock());
    this.work = new LatestWork(run.tasks());
    this.probing = run.tasks().start(new ProbeLoop(state, run.prober())::run);
    this.runner = runner(service);
  }

  private LocalRunner runner(Service service) {
    return new LocalRunner(service, machine, this::print, this::changed);
  }

  @Override
  public ServiceState state() {
    return state;
  }

  @Override
  public void start() {
    out = false;
    state.change(_ -> Situation.first(service()));
    work.begin(() -> {
      Optional<String> missing = machine.missing(service().local().orElseThrow());
      if (missing.isPresent()) {
        state.change(situation -> situation.withSkipped(missing.get()));
        return;
      }
      Gate gate = new Gate(service().dependsOn(), run.services());
      gate.await(shut -> state.change(situation -> situation.withWaitsFor(shut)));
      runner.start();
    });
  }

  @Override
  public void stop() {
    out = true;
    work.begin(() -> {
      state.shut();
      runner.stop();
    });
  }

  @Override
  public void restart() {
    out = false;
    work.begin(runner::restart);
  }

  /// Nothing of it is built here.
  @Override
  public void rebuild(String why) {
    restart();
  }

  @Override
  public void edit(Service edited, List<Manifest> none) {
    boolean otherProcess = !edited.local().equals(service().local());
    state.become(edited, situation -> situation);
    if (otherProcess) {
      runner.close();
      runner = runner(edited);
      if (out) {
        state.change(situation -> situation.withStopped(true));
      } else {
        start();
      }
    }
  }

  @Override
  public void remove() {
    close();
  }

  @Override
  public List<Action> possible() {
    Situation now = state.situation();
    if (now.skipped().isPresent()) {
      return List.of(Action.START);
    }
    boolean finished = now.blocker().filter(it -> it.kind() == Cause.Kind.STOPPED).isPresent();
    return now.stopped() || finished ? List.of(Action.START) : List.of(Action.RESTART, Action.STOP);
  }

  @Override
  public Insight insight(Kube kube) {
    return new Insight(service(), state.situation().probe(), List.of(), Kube.ServiceView.nothing());
  }

  /// Kubernetes knows nothing of it.
  @Override
  public void observed(Observation observation) {}

  private void print(String line) {
    run.bus().publish(new Event.LogLine(run.clock().instant(), service().name(), "", "", line));
  }

  private void changed(LocalChange change) {
    String name = service().name();
    Instant now = run.clock().instant();
    switch (change) {
      case LocalChange.Started(Instant at, int restarts) ->
          runs(LocalObservation.running(name, at, restarts));
      case LocalChange.HeldByOtherRun() -> runs(LocalObservation.running(name, now, 0));
      case LocalChange.Crashed crash -> {
        Observation down = LocalObservation.down(name, now, crash.restarts());
        state.change(
            situation -> situation.withBlocker(Optional.of(crash.cause())).withObservation(down));
      }
      case LocalChange.Finished(Cause cause) -> block(finished(cause));
      case LocalChange.Blocked(Cause cause) -> block(cause);
      case LocalChange.Stopped() -> state.change(situation -> situation.withStopped(true));
      case LocalChange.LeftoversEnded(int processes) ->
          run.bus()
              .publish(
                  new Event.Notice(
                      now,
                      "%s: %d processes that an earlier run left were ended"
                          .formatted(name, processes)));
    }
  }

  /// An application whose window was closed has stopped; one that ends before it ever worked has
  /// not done what it is there for.
  private Cause finished(Cause cause) {
    return state.situation().wasHealthy()
        ? cause
        : new Cause(
            Cause.Kind.CRASH,
            "it ended by itself (exit code 0) before it was healthy",
            cause.mend(),
            cause.details());
  }

  private void runs(Observation observation) {
    state.change(situation ->
        situation
            .withApplied(true)
            .withBlocker(Optional.empty())
            .withStopped(false)
            .withObservation(observation));
  }

  private void block(Cause cause) {
    state.change(situation -> situation.withBlocker(Optional.of(cause)));
  }

  @Override
  public void close() {
    work.end();
    probing.interrupt();
    runner.close();
    state.end();
  }
}
