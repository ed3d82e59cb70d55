package nebula.health;

import java.time.Duration;
import nebula.model.ProbeResult;
import nebula.model.Service;

/// Asks a service once whether it works, by all of its health checks.
public interface Prober {
  /// @param pods names of the service's running pods, for checks inside containers
  ProbeResult probe(Service service, java.util.List<String> pods, Duration limit)
      throws InterruptedException;
}
