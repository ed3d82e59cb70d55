package nebula.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import nebula.model.RegistrySettings;
import nebula.process.Programs.Outcome;

/// Waits until pods can be scheduled: the API server answers and the node is Ready, which is after
/// k3d's create and start return. Asked with the node's own kubectl: a Kubernetes client in this
/// process would cost a second of processor time and 100 MB while the node comes up.
final class NodeReadiness {
  private static final Duration LONGEST_GAP = Duration.ofMillis(250);

  /// A line for each Ready condition: its status, and when the node said so last.
  private static final String READY_CONDITIONS =
      "jsonpath={range .items[*].status.conditions[?(@.type==\"Ready\")]}"
          + "{.status} {.lastHeartbeatTime}{\"\\n\"}{end}";

  private final Docker docker;
  private final Inspection inspection;
  private final K3d k3d;
  private final StateFiles files;
  private final RegistrySettings registry;

  NodeReadiness(
      Docker docker, Inspection inspection, K3d k3d, StateFiles files, RegistrySettings registry) {
    this.docker = docker;
    this.inspection = inspection;
    this.k3d = k3d;
    this.files = files;
    this.registry = registry;
  }

  /// Returns when the node is Ready, its kubeconfig is in the state folder and the cluster tells of
  /// the registry.
  ///
  /// @return false when the limit is over
  boolean await(String cluster, Duration limit) throws InterruptedException {
    AtomicReference<FoundContainer> node = new AtomicReference<>();
    if (!until(limit, () -> find(cluster, node))) {
      return false;
    }
    AtomicBoolean ready = new AtomicBoolean();
    AtomicBoolean reachable = new AtomicBoolean();
    InParallel.run(
        List.of(
            () -> ready.set(until(limit, () -> isReady(node.get()))),
            () -> reachable.set(until(limit, () -> fetchKubeconfig(cluster))),
            () -> until(limit, () -> describeRegistry(node.get()) || ready.get())));
    if (!ready.get() || !reachable.get()) {
      return false;
    }
    files.rememberReady(node.get());
    return true;
  }

  /// Writes the cluster's kubeconfig into the state folder; false when the node has none yet.
  boolean fetchKubeconfig(String cluster) throws InterruptedException {
    Outcome outcome = k3d.ask(Docker.SHORT, List.of("kubeconfig", "get", cluster));
    if (!outcome.succeeded() || !outcome.out().contains("client-certificate-data")) {
      return false;
    }
    files.writeKubeconfig(outcome.out());
    return true;
  }

  /// Whether one of the Ready conditions is true, and was said since the start: what a node said
  /// before a stop is still stored after it.
  static boolean isReady(String conditions, Instant started) {
    Instant second = started.truncatedTo(ChronoUnit.SECONDS);
    return conditions
        .lines()
        .map(line -> line.split(" ", -1))
        .anyMatch(word ->
            word.length == 2 && word[0].equals("True") && !Instant.parse(word[1]).isBefore(second));
  }

  private interface Question {
    boolean ask() throws InterruptedException;
  }

  private static boolean until(Duration limit, Question question) throws InterruptedException {
    Patience patience = Patience.of(limit, LONGEST_GAP);
    boolean yes = question.ask();
    while (!yes && patience.again()) {
      yes = question.ask();
    }
    return yes;
  }

  private boolean find(String cluster, AtomicReference<FoundContainer> running)
      throws InterruptedException {
    String name = K3dNames.node(cluster);
    Inspection.named(name, inspection.of(name))
        .filter(FoundContainer::runs)
        .ifPresent(running::set);
    return running.get() != null;
  }

  private boolean isReady(FoundContainer node) throws InterruptedException {
    Outcome outcome =
        docker.ask(
            "exec",
            node.name(),
            "kubectl",
            "get",
            "nodes",
            "--request-timeout=3s",
            "--output",
            READY_CONDITIONS);
    return outcome.succeeded() && isReady(outcome.out(), Instant.parse(node.startedAt()));
  }

  /// For tools that look for a local registry, as KEP-1755 wants it; nothing here depends on it.
  private boolean describeRegistry(FoundContainer node) throws InterruptedException {
    Outcome outcome =
        docker.tell(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: local-registry-hosting, namespace: kube-public}
            data:
              localRegistryHosting.v1: |
                host: "localhost:%d"
                hostFromContainerRuntime: "%s"
                hostFromClusterNetwork: "%s"
            """
                .formatted(registry.port(), registry.clusterAddress(), registry.clusterAddress()),
            "exec",
            "--interactive",
            node.name(),
            "kubectl",
            "apply",
            "--server-side",
            "--force-conflicts",
            "--field-manager=nebula",
            "--filename=-");
    return outcome.succeeded();
  }
}
