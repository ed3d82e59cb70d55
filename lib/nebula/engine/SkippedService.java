package nebula.engine;

import java.util.List;
import nebula.event.Controls.Action;
import nebula.health.Situation;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Observation;
import nebula.model.Service;

/// A process of this machine in a run that starts none: a rehearsal.
final class SkippedService implements ServiceRun {
  private static final String WHY = "a rehearsal starts no process of this machine";

  private final ServiceState state;

  SkippedService(Service service, RunParts run) {
    this.state =
        new ServiceState(
            service, Situation.first(service).withSkipped(WHY), run.bus(), run.clock());
  }

  @Override
  public ServiceState state() {
    return state;
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public void restart() {}

  @Override
  public void rebuild(String why) {}

  @Override
  public void edit(Service edited, List<Manifest> none) {
    state.become(edited, situation -> situation);
  }

  @Override
  public void remove() {
    close();
  }

  @Override
  public List<Action> possible() {
    return List.of();
  }

  @Override
  public Insight insight(Kube kube) {
    return new Insight(service(), state.situation().probe(), List.of(), Kube.ServiceView.nothing());
  }

  @Override
  public void observed(Observation observation) {}

  @Override
  public void close() {
    state.end();
  }
}
