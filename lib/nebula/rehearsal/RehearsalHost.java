package nebula.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nebula.cluster.ClusterAccess;
import nebula.cluster.ClusterHost;
import nebula.cluster.HostPlan;

/// The fake cluster as a place where services live: always there, and gone with the process.
final class RehearsalHost implements ClusterHost, AutoCloseable {
  static final String CONTEXT = "rehearsal";

  private final FakeApiServer server;
  private Optional<Path> kubeconfig = Optional.empty();

  RehearsalHost(FakeApiServer server) {
    this.server = server;
  }

  @Override
  public synchronized ClusterAccess ensure() {
    if (kubeconfig.isEmpty()) {
      kubeconfig = Optional.of(write());
    }
    return new ClusterAccess(kubeconfig.get(), CONTEXT);
  }

  @Override
  public Optional<ClusterAccess> running() {
    return Optional.of(ensure());
  }

  @Override
  public HostPlan plan() {
    return new HostPlan(List.of(), running());
  }

  @Override
  public List<String> belongings() {
    return server.all("PersistentVolumeClaim").stream()
        .map(claim -> claim.path("metadata").path("name").asString(""))
        .map(name -> "rehearsed volume of claim " + name)
        .toList();
  }

  @Override
  public void delete() {
    server.store().everything().keySet().forEach(server.deletion()::remove);
  }

  @Override
  public synchronized void close() {
    kubeconfig.ifPresent(file -> {
      try {
        Files.deleteIfExists(file);
      } catch (IOException stays) {
        // It names a port that nobody listens on any more.
      }
    });
  }

  private Path write() {
    try {
      Path file = Files.createTempFile("nebula-rehearsal-", ".kubeconfig");
      return Files.writeString(
          file,
          """
          apiVersion: v1
          kind: Config
          current-context: %1$s
          clusters: [{name: %1$s, cluster: {server: "%2$s"}}]
          users: [{name: %1$s, user: {}}]
          contexts: [{name: %1$s, context: {cluster: %1$s, user: %1$s}}]
          """
              .formatted(CONTEXT, server.url()));
    } catch (IOException failed) {
      throw new UncheckedIOException("the temporary folder cannot be written to", failed);
    }
  }
}
