package nebula.kube;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nebula.cluster.ClusterAccess;
import nebula.rehearsal.FakeApiServer;
import nebula.rehearsal.ReceivedRequest;

/// A fake API server and a Kube on it, in the namespace `default`.
final class FakeCluster implements AutoCloseable {
  final FakeApiServer server;
  final Kube kube;
  private final FabricApi api;
  private final Path folder;

  FakeCluster(Path folder) throws IOException {
    this(folder, FakeApiServer.start());
  }

  private FakeCluster(Path folder, FakeApiServer server) throws IOException {
    this.folder = folder;
    this.server = server;
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        clusters: [{name: fake, cluster: {server: "%s"}}]
        users: [{name: me, user: {}}]
        contexts: [{name: fake, context: {cluster: fake, user: me}}]
        """
            .formatted(server.url()));
    ClusterAccess access = new ClusterAccess(kubeconfig, "fake");
    kube = new FabricConnector().connect(access, "default");
    api = new FabricApi(new FabricSession(() -> Kubeconfig.read(access)));
  }

  /// For what a Kube is made of.
  FabricApi api() {
    return api;
  }

  /// The same cluster as the next run sees it.
  FakeCluster reconnected() throws IOException {
    api.close();
    kube.close();
    return new FakeCluster(folder, server);
  }

  /// The objects of one file, which begins at line 1.
  List<Manifest> manifests(String yaml) {
    return new ManifestLoader("default")
        .load(new ManifestFiles(folder).service("web", yaml.getBytes(StandardCharsets.UTF_8)));
  }

  Kube.Applied apply(String service, String yaml) throws ApplyRefused, InterruptedException {
    return kube.apply(service, manifests(yaml));
  }

  /// What was written since, without the inventories; forgets all requests.
  List<String> writes() {
    List<String> writes =
        server.writes().stream()
            .map(ReceivedRequest::toString)
            .filter(request -> !request.contains("nebula-inventory-"))
            .sorted()
            .toList();
    server.forgetRequests();
    return writes;
  }

  @Override
  public void close() {
    api.close();
    kube.close();
    server.close();
  }
}
