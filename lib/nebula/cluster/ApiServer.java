package nebula.cluster;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nebula.model.RegistrySettings;

/// The few things that are asked of a cluster before it counts as there.
final class ApiServer implements AutoCloseable {
  private static final int ANSWER_LIMIT_MILLIS = 3000;

  private final KubernetesClient client;

  ApiServer(Path kubeconfig) {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
            .withConnectionTimeout(ANSWER_LIMIT_MILLIS)
            .withRequestTimeout(ANSWER_LIMIT_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build();
  }

  /// Whether the node says that it is Ready, and has said so since it was started: what it said
  /// before a stop is still stored after it.
  boolean nodeReady(Instant started) throws InterruptedException {
    Instant second = started.truncatedTo(ChronoUnit.SECONDS);
    try {
      return client.nodes().list().getItems().stream().anyMatch(node -> isReady(node, second));
    } catch (KubernetesClientException _) {
      throwIfInterrupted();
      return false;
    }
  }

  /// Tells tools of the registry, as KEP-1755 wants it.
  ///
  /// @return false when the cluster does not take it yet
  boolean describeRegistry(RegistrySettings registry) throws InterruptedException {
    String hosting =
        """
        host: "localhost:%d"
        hostFromContainerRuntime: "%s"
        hostFromClusterNetwork: "%s"
        """
            .formatted(registry.port(), registry.clusterAddress(), registry.clusterAddress());
    try {
      client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("local-registry-hosting")
                  .withNamespace("kube-public")
                  .endMetadata()
                  .addToData("localRegistryHosting.v1", hosting)
                  .build())
          .fieldManager("nebula")
          .forceConflicts()
          .serverSideApply();
      return true;
    } catch (KubernetesClientException _) {
      throwIfInterrupted();
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static boolean isReady(Node node, Instant since) {
    return node.getStatus().getConditions().stream()
        .anyMatch(condition ->
            condition.getType().equals("Ready")
                && condition.getStatus().equals("True")
                && !Instant.parse(condition.getLastHeartbeatTime()).isBefore(since));
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
