package nebula.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import nebula.cluster.ClusterAccess;
import nebula.kube.Kube;

/// Opens the cluster as the last run left it while the host still looks whether it is there: the
/// connection and the host each take a quarter of a second, and mostly nothing has changed.
public final class EarlyConnection implements AutoCloseable {
  private final Parts parts;
  private final Optional<Opened> opened;

  private record Opened(ClusterAccess access, String kubeconfig, Kube kube) {}

  public EarlyConnection(Parts parts) {
    this.parts = parts;
    this.opened =
        parts.host().likely().map(access -> new Opened(access, text(access), connect(access)));
  }

  /// The early connection if it is of this cluster, else one of its own.
  public Kube to(ClusterAccess access) {
    boolean same =
        opened.isPresent()
            && opened.get().access().equals(access)
            && opened.get().kubeconfig().equals(text(access));
    if (same) {
      return opened.get().kube();
    }
    close();
    return connect(access);
  }

  @Override
  public void close() {
    opened.ifPresent(early -> early.kube().close());
  }

  private Kube connect(ClusterAccess access) {
    return parts.connector().connect(access, parts.namespace());
  }

  private static String text(ClusterAccess access) {
    try {
      return Files.readString(access.kubeconfig());
    } catch (IOException gone) {
      return "";
    }
  }
}
