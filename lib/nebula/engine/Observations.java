package nebula.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nebula.model.Observation;

/// Hands what the cluster shows to the service of that name. The last of each name is kept, for a
/// service that comes later: of objects that stay as they are the cluster tells once.
final class Observations {
  private final RunServices services;
  private final Forwards forwards;
  private final LogCollector logs;
  private final Map<String, Observation> last = new HashMap<>();

  Observations(RunServices services, Forwards forwards, LogCollector logs) {
    this.services = services;
    this.forwards = forwards;
    this.logs = logs;
  }

  synchronized void observed(String name, Observation observation) {
    last.put(name, observation);
    hand(name, observation);
  }

  /// A service of this name has come.
  synchronized void tellAgain(String name) {
    Optional.ofNullable(last.get(name)).ifPresent(observation -> hand(name, observation));
  }

  private void hand(String name, Observation observation) {
    Optional<ServiceRun> service = services.find(name);
    if (service.isPresent()) {
      forwards.observed(name, observation);
      service.get().observed(observation);
      logs.observed(name, observation);
    }
  }
}
