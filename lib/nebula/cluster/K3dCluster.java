package nebula.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nebula.model.ClusterSettings;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.RegistrySettings;
import nebula.process.Programs.Outcome;

/// Makes and starts the cluster's one node with k3d.
final class K3dCluster {
  /// Ours is longer, so that it is k3d that gives up and says why.
  private static final Duration K3D_LIMIT = Duration.ofSeconds(120);

  private static final Duration OUR_LIMIT = K3D_LIMIT.plusSeconds(30);

  /// What a development cluster has no use for and pays for at each start. The network policy
  /// controller cannot bear it when the node's address changes.
  private static final List<String> ALWAYS =
      List.of(
          "--disable=traefik,servicelb,metrics-server",
          "--disable-network-policy",
          // Its controllers start one by one, each with requests for an account of its own: at the
          // 20 requests a second that it allows itself, the first pods wait some 3 s for it.
          "--kube-controller-manager-arg=kube-api-qps=200",
          "--kube-controller-manager-arg=kube-api-burst=400",
          // Its disk is this machine's, which is no node's: at 85 % a kubelet throws away what no
          // pod runs at the moment, the images of services still to start among it.
          "--kubelet-arg=image-gc-high-threshold=95",
          "--kubelet-arg=image-gc-low-threshold=90");

  /// From 1.35 on the kubelet refuses hosts with cgroup v1 unless told not to.
  private static final String ON_CGROUP_V1 = "--kubelet-arg=fail-cgroupv1=false";

  private static final String STORAGE = "/var/lib/rancher/k3s/storage";

  private final Docker docker;
  private final K3d k3d;
  private final HostImages images;
  private final StateFiles files;
  private final ClusterSettings cluster;
  private final RegistrySettings registry;
  private volatile String cgroupVersion = "";

  K3dCluster(
      Docker docker,
      K3d k3d,
      HostImages images,
      StateFiles files,
      ClusterSettings cluster,
      RegistrySettings registry) {
    this.docker = docker;
    this.k3d = k3d;
    this.images = images;
    this.files = files;
    this.cluster = cluster;
    this.registry = registry;
  }

  /// Sees to k3d and the images, so that the create after it finds all it needs.
  void prepare() throws InterruptedException {
    Subnet.of(cluster.subnet());
    InParallel.run(
        List.of(
            k3d::check,
            this::lookAtMachine,
            () -> images.need(cluster.image()),
            () -> images.need(cluster.toolsImage())));
  }

  /// A run that was killed leaves its k3d at work. What that makes is used, not fought with.
  ///
  /// @param waiting is run once when there is one
  /// @return whether there was one
  boolean awaitEarlierCreate(Runnable waiting) throws InterruptedException {
    if (!isCreateUnderWay()) {
      return false;
    }
    waiting.run();
    Patience patience = Patience.of(OUR_LIMIT);
    while (patience.again() && isCreateUnderWay()) {}
    return true;
  }

  private boolean isCreateUnderWay() {
    String words = "cluster create " + cluster.name() + " ";
    return ProcessHandle.allProcesses()
        .anyMatch(process ->
            process.info().command().filter(path -> path.endsWith("k3d")).isPresent()
                && process.info().commandLine().filter(line -> line.contains(words)).isPresent());
  }

  void create() throws InterruptedException {
    makeDataVolume();
    Outcome outcome = k3d.ask(OUR_LIMIT, createCommand());
    if (!outcome.succeeded()) {
      throw notCreated(K3d.message(outcome));
    }
  }

  void start() throws InterruptedException {
    k3d.check();
    images.need(cluster.toolsImage());
    Outcome outcome =
        k3d.ask(OUR_LIMIT, List.of("cluster", "start", cluster.name(), "--timeout", k3dLimit()));
    if (!outcome.succeeded()) {
      throw Failure.machineLacks(
          "k3d could not start the cluster %s: %s; its node says: %s"
              .formatted(cluster.name(), K3d.message(outcome), lastWords()),
          "docker logs " + K3dNames.node(cluster.name()));
    }
  }

  void unpause() throws InterruptedException {
    docker.must("wake the node", "unpause", K3dNames.node(cluster.name()));
  }

  /// The node's newest line that speaks of an error, else its last line.
  String lastWords() throws InterruptedException {
    Outcome outcome = docker.ask("logs", "--tail", "200", K3dNames.node(cluster.name()));
    List<String> lines =
        outcome.err().isBlank() ? outcome.out().lines().toList() : outcome.err().lines().toList();
    return lines.reversed().stream()
        .filter(line -> line.contains("level=fatal") || line.contains("level=error"))
        .findFirst()
        .or(() -> lines.reversed().stream().filter(line -> !line.isBlank()).findFirst())
        .orElse("nothing")
        .strip();
  }

  List<String> createCommand() {
    String name = cluster.name();
    Path registries = files.writeRegistries(RegistriesFile.text(registry));
    Settings settings = Settings.of(cluster, registry);
    List<String> words = new ArrayList<>(List.of("cluster", "create", name));
    words.addAll(List.of("--image", cluster.image(), "--servers", "1", "--no-lb"));
    // What failed is removed here, after its last words have been read.
    words.add("--no-rollback");
    words.addAll(List.of("--api-port", "127.0.0.1:random", "--subnet", cluster.subnet()));
    words.addAll(List.of("--timeout", k3dLimit(), "--registry-config", registries.toString()));
    words.addAll(List.of("--kubeconfig-update-default=false", "--kubeconfig-switch-context=false"));
    words.addAll(onNode("--volume", K3dNames.dataVolume(cluster) + ":" + STORAGE));
    words.addAll(onNode("--runtime-label", Labels.CLUSTER + "=" + name));
    words.addAll(onNode("--runtime-label", Labels.SETTINGS + "=" + settings.text()));
    words.addAll(onNode("--runtime-label", Labels.SETTINGS_HASH + "=" + settings.hash()));
    for (String argument : k3sArguments()) {
      words.addAll(onNode("--k3s-arg", argument));
    }
    return words;
  }

  private Set<String> k3sArguments() {
    Set<String> arguments = new LinkedHashSet<>(ALWAYS);
    arguments.addAll(cluster.k3sArguments());
    if (cgroupVersion.equals("1")) {
      arguments.add(ON_CGROUP_V1);
    }
    return arguments;
  }

  private void lookAtMachine() throws InterruptedException {
    cgroupVersion =
        docker.must("tell of this machine", "info", "--format", "{{.CgroupVersion}}").strip();
  }

  private void makeDataVolume() throws InterruptedException {
    String volume = K3dNames.dataVolume(cluster);
    String ours = Labels.CLUSTER + "=" + cluster.name();
    docker.must("create the volume " + volume, "volume", "create", "--label", ours, volume);
  }

  private Failure notCreated(String message) throws InterruptedException {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("pool overlaps") || text.contains("overlaps with")) {
      return Failure.badInput(
          Problem.of(
              "another Docker network uses the subnet "
                  + cluster.subnet()
                  + " of the cluster "
                  + cluster.name(),
              "set another cluster.subnet in nebula.yaml; who uses it: docker network inspect"
                  + " $(docker network ls -q) --format '{{.Name}} {{.IPAM.Config}}'"));
    }
    return Failure.machineLacks(
        "k3d could not create the cluster %s: %s; its node says: %s"
            .formatted(cluster.name(), message, lastWords()),
        "mend what is named, then run the same command again: the half-made cluster is removed");
  }

  private static String k3dLimit() {
    return K3D_LIMIT.toSeconds() + "s";
  }

  /// k3d reads what follows an `@` as a choice of nodes.
  private static List<String> onNode(String flag, String value) {
    return List.of(flag, value.replace("@", "\\@") + "@server:0");
  }
}
