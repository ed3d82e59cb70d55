package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nebula.health.Situation.Dependency;

/// Holds a service's apply until everything it depends on has been healthy. A dependency that fails
/// later closes no gate: what runs is not taken away.
final class Gate {
  private final List<String> names;
  private final RunServices services;

  Gate(List<String> names, RunServices services) {
    this.names = names;
    this.services = services;
  }

  /// @param shut told each time which dependencies keep the gate shut, and how they are
  void await(Consumer<List<Dependency>> shut) throws InterruptedException {
    for (String name : names) {
      shut.accept(notOpen());
      Optional<ServiceState> dependency = state(name);
      while (dependency.isPresent() && !dependency.get().open()) {
        dependency.get().awaitOpenOrChange();
        shut.accept(notOpen());
        // It may have been edited, or taken out of the project, meanwhile.
        dependency = state(name);
      }
    }
    shut.accept(List.of());
  }

  private Optional<ServiceState> state(String name) {
    return services.find(name).map(ServiceRun::state);
  }

  private List<Dependency> notOpen() {
    List<Dependency> waitedFor = new ArrayList<>();
    for (String name : names) {
      Optional<ServiceState> dependency = state(name);
      if (dependency.isPresent() && !dependency.get().open()) {
        waitedFor.add(new Dependency(name, dependency.get().status().state()));
      }
    }
    return waitedFor;
  }
}
