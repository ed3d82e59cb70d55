package nebula.engine;

import java.util.List;
import java.util.Optional;
import nebula.kube.Kube.ServiceView;
import nebula.kube.Manifest;
import nebula.model.ProbeResult;
import nebula.model.Service;

/// Everything that can be known of one service of a run now, for a person who looks into it.
///
/// @param probe the last answer to its health checks
/// @param manifests as its files say
/// @param view as the server answers; empty for a local process
public record Insight(
    Service service, Optional<ProbeResult> probe, List<Manifest> manifests, ServiceView view) {
  public Insight {
    manifests = List.copyOf(manifests);
  }
}
