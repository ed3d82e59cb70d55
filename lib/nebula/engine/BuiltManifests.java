package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import nebula.image.BuiltImage;
import nebula.kube.Manifest;
import nebula.model.Service;
import nebula.model.SyncRule;
import nebula.sync.Supervisor;

/// What is sent for a service whose image is built here.
public final class BuiltManifests {
  private BuiltManifests() {}

  /// @param supervised whether a process that sync rules restart is to be one that can be started
  ///   anew inside its container
  public static List<Manifest> of(
      Service service, List<Manifest> written, BuiltImage built, boolean supervised) {
    String name = service.build().orElseThrow().name();
    List<Manifest> sendable = new ArrayList<>();
    for (Manifest manifest : written) {
      sendable.add(manifest.withImage(name, built.reference()));
    }
    boolean restarts = service.sync().stream().anyMatch(SyncRule::restart);
    return restarts && supervised
        ? Supervisor.wrap(sendable, built.reference(), built.entrypoint(), built.command())
        : sendable;
  }
}
