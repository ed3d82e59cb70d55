package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import nebula.event.Event;
import nebula.health.Situation.Dependency;
import nebula.model.State;

/// Lets each service know which of those that it depends on are stopped or failing.
final class Needs {
  private final RunServices services;
  private final Tasks tasks;

  Needs(RunServices services, Tasks tasks) {
    this.services = services;
    this.tasks = tasks;
  }

  void heard(Event event) {
    if (event instanceof Event.StatusChanged changed) {
      for (ServiceRun run : services.all()) {
        if (run.service().dependsOn().contains(changed.service())) {
          // Not here: who publishes holds a lock.
          tasks.start(() -> tell(run.state()));
        }
      }
    }
  }

  private void tell(ServiceState state) {
    // Asked anew while nothing else can change it: of two that tell at once, the last one is right.
    if (!state.situation().lacks().equals(lacked(state))) {
      state.change(known -> known.withLacks(lacked(state)));
    }
  }

  private List<Dependency> lacked(ServiceState state) {
    List<Dependency> lacked = new ArrayList<>();
    for (String name : state.service().dependsOn()) {
      services
          .find(name)
          .map(run -> run.state().status().state())
          .filter(how -> how == State.STOPPED || how == State.FAILING)
          .ifPresent(how -> lacked.add(new Dependency(name, how)));
    }
    return lacked;
  }
}
