package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import nebula.event.Event;
import nebula.health.Situation.Dependency;
import nebula.model.Service;
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
      // Not here: who publishes holds locks, and each look at a service takes one.
      tasks.start(() -> tellThoseThatNeed(changed.service()));
    }
  }

  /// One at a time, so that what is told last is what is true.
  private synchronized void tellThoseThatNeed(String name) {
    for (ServiceRun run : services.all()) {
      if (run.service().dependsOn().contains(name)) {
        List<Dependency> lacked = lacked(run.service());
        if (!run.state().situation().lacks().equals(lacked)) {
          run.state().change(known -> known.withLacks(lacked));
        }
      }
    }
  }

  private List<Dependency> lacked(Service service) {
    List<Dependency> lacked = new ArrayList<>();
    for (String name : service.dependsOn()) {
      services
          .find(name)
          .map(run -> run.state().status().state())
          .filter(how -> how == State.STOPPED || how == State.FAILING)
          .ifPresent(how -> lacked.add(new Dependency(name, how)));
    }
    return lacked;
  }
}
