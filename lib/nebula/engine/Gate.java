package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nebula.health.Situation.Dependency;

/// Holds a service's apply until everything it depends on has been healthy. A dependency that fails
/// later closes no gate: what runs is not taken away.
final class Gate {
  private final List<ServiceState> dependencies;

  Gate(List<String> names, Map<String, ServiceState> states) {
    this.dependencies = names.stream().map(states::get).toList();
  }

  /// @param shut told each time which dependencies keep the gate shut, and how they are
  void await(Consumer<List<Dependency>> shut) throws InterruptedException {
    for (ServiceState dependency : dependencies) {
      shut.accept(notOpen());
      while (!dependency.open()) {
        dependency.awaitOpenOrChange();
        shut.accept(notOpen());
      }
    }
    shut.accept(List.of());
  }

  private List<Dependency> notOpen() {
    List<Dependency> waitedFor = new ArrayList<>();
    for (ServiceState dependency : dependencies) {
      if (!dependency.open()) {
        waitedFor.add(new Dependency(dependency.service().name(), dependency.status().state()));
      }
    }
    return waitedFor;
  }
}
