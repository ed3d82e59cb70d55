package nebula.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.ClusterSettings;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.RegistrySettings;
import nebula.process.Programs;

/// The cluster in k3d on this machine, with its registry. What to do is decided by looking at what
/// Docker has, so that an interrupted run needs no memory of itself to be mended.
public final class K3dHost implements ClusterHost {
  /// A node that Docker restarts (after a reboot) or that k3d started needs some 10 s; a slow disk
  /// five times that.
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);

  private final EventBus events;
  private final ClusterSettings cluster;
  private final RegistrySettings registry;
  private final Inspection inspection;
  private final StateFiles files;
  private final K3dCluster k3dCluster;
  private final RegistryContainer registryContainer;
  private final NodeReadiness readiness;
  private final Belongings belongings;

  /// @param stateFolder the project's own folder for what is made and can be made again
  public K3dHost(
      Programs programs,
      EventBus events,
      ClusterSettings cluster,
      RegistrySettings registry,
      Path stateFolder) {
    Docker docker = new Docker(programs);
    PortOwner ports = new PortOwner(programs);
    this.events = events;
    this.cluster = cluster;
    this.registry = registry;
    inspection = new Inspection(docker);
    files = new StateFiles(stateFolder);
    K3d k3d = new K3d(programs, cluster.toolsImage(), files.kubeconfig(), System.getenv());
    HostImages images = new HostImages(docker, events);
    k3dCluster = new K3dCluster(docker, k3d, images, files, cluster, registry);
    registryContainer = new RegistryContainer(docker, events, images, ports, cluster, registry);
    readiness = new NodeReadiness(docker, inspection, k3d, files, registry);
    belongings = new Belongings(docker, cluster.name());
  }

  @Override
  public ClusterAccess ensure() throws InterruptedException {
    Seen seen = look();
    if (!isAsItShouldBe(seen)) {
      try (CreationTurn turn = takeTurn()) {
        boolean waited = awaitEarlierCreate() || turn.waited();
        mend(waited ? look() : seen);
      }
    }
    publish("running", true);
    return access();
  }

  private boolean isAsItShouldBe(Seen seen) {
    return seen.node() instanceof NodeState.Running(FoundContainer node)
        && files.knowsReady(node)
        && registryContainer.isReady(seen.registry());
  }

  private void mend(Seen seen) throws InterruptedException {
    registryContainer.checkOwner(seen.registry());
    registryContainer.checkPort(seen.registry());
    switch (seen.node()) {
      case NodeState.Foreign _ -> throw foreign();
      case NodeState.MadeOtherwise(_, List<String> differences) -> throw otherwise(differences);
      case NodeState.Running(FoundContainer node) -> mendRunning(node, seen.registry());
      case NodeState.Paused _ -> settle("waking", seen.registry(), k3dCluster::unpause);
      case NodeState.Stopped _ -> settle("starting", seen.registry(), k3dCluster::start);
      case NodeState.HalfMade _, NodeState.Absent _ -> create(seen.registry());
    }
  }

  @Override
  public Optional<ClusterAccess> likely() {
    return Files.exists(files.kubeconfig()) ? Optional.of(access()) : Optional.empty();
  }

  @Override
  public Optional<ClusterAccess> running() throws InterruptedException {
    return running(look());
  }

  private Optional<ClusterAccess> running(Seen seen) throws InterruptedException {
    Optional<FoundContainer> node =
        seen.nodeContainer()
            .filter(found -> found.nebulaCluster().equals(cluster.name()) && found.runs());
    if (node.isEmpty()) {
      return Optional.empty();
    }
    boolean reachable = files.fits(node.get()) || readiness.fetchKubeconfig(cluster.name());
    return reachable ? Optional.of(access()) : Optional.empty();
  }

  @Override
  public HostPlan plan() throws InterruptedException {
    Seen seen = look();
    registryContainer.checkOwner(seen.registry());
    List<String> steps = new ArrayList<>();
    String name = "the cluster " + cluster.name();
    switch (seen.node()) {
      case NodeState.Foreign _ -> throw foreign();
      case NodeState.MadeOtherwise(_, List<String> differences) -> throw otherwise(differences);
      case NodeState.Running _ -> {}
      case NodeState.Paused _ -> steps.add("wake " + name + ", which is paused");
      case NodeState.Stopped _ -> steps.add("start " + name + ", which is stopped");
      case NodeState.HalfMade _ -> steps.add("make " + name + " anew: it was left half made");
      case NodeState.Absent _ -> steps.add("create " + name + " from " + cluster.image());
    }
    registryContainer.plan(seen.registry()).ifPresent(steps::add);
    return new HostPlan(steps, running(seen));
  }

  @Override
  public List<String> belongings() throws InterruptedException {
    mustBeOurs(look());
    return belongings.find().lines();
  }

  @Override
  public void delete() throws InterruptedException {
    mustBeOurs(look());
    publish("deleting", false);
    try (CreationTurn _ = takeTurn()) {
      awaitEarlierCreate();
      belongings.delete();
    }
    files.delete();
    publish("deleted", true);
  }

  private void mustBeOurs(Seen seen) {
    if (seen.node() instanceof NodeState.Foreign) {
      throw foreign();
    }
  }

  private void mendRunning(FoundContainer node, Optional<FoundContainer> foundRegistry)
      throws InterruptedException {
    boolean described = foundRegistry.filter(registryContainer::isAsWanted).isPresent();
    if (files.knowsReady(node) && described) {
      registryContainer.ensure(foundRegistry);
    } else {
      settle("running", foundRegistry, () -> {});
    }
  }

  private void create(Optional<FoundContainer> foundRegistry) throws InterruptedException {
    AtomicBoolean swept = new AtomicBoolean();
    InParallel.run(
        List.of(() -> swept.set(belongings.sweepHalfMade(registryContainer)), k3dCluster::prepare));
    try {
      // The sweep takes the registry off a network that was left behind.
      Optional<FoundContainer> nowRegistry = swept.get() ? look().registry() : foundRegistry;
      settle("creating", nowRegistry, k3dCluster::create);
    } catch (Failure failure) {
      belongings.sweepHalfMade(registryContainer);
      throw failure;
    }
  }

  /// Registry and node go side by side; the registry must be there when the node's first pods are.
  private void settle(String text, Optional<FoundContainer> foundRegistry, InParallel.Task work)
      throws InterruptedException {
    publish(text, false);
    InParallel.run(List.of(work, () -> registryContainer.ensure(foundRegistry)));
    publish("waiting for the node", false);
    awaitReady();
  }

  private void awaitReady() throws InterruptedException {
    if (!readiness.await(cluster.name(), READY_LIMIT)) {
      throw Failure.timedOut(
          "the cluster %s did not become ready within %d s; its node says: %s"
              .formatted(cluster.name(), READY_LIMIT.toSeconds(), k3dCluster.lastWords()),
          "docker logs " + K3dNames.node(cluster.name()) + " ; to begin anew: ./jbang reset.java");
    }
  }

  private CreationTurn takeTurn() throws InterruptedException {
    return CreationTurn.take(files.turn(), () -> publish("another run is making it", false));
  }

  private boolean awaitEarlierCreate() throws InterruptedException {
    return k3dCluster.awaitEarlierCreate(
        () -> publish("an earlier create is still under way", false));
  }

  private Seen look() throws InterruptedException {
    String node = K3dNames.node(cluster.name());
    List<FoundContainer> found = inspection.of(node, registry.name());
    Optional<FoundContainer> nodeContainer = Inspection.named(node, found);
    return new Seen(
        NodeState.of(nodeContainer, cluster.name(), Settings.of(cluster, registry)),
        nodeContainer,
        Inspection.named(registry.name(), found));
  }

  private record Seen(
      NodeState node, Optional<FoundContainer> nodeContainer, Optional<FoundContainer> registry) {}

  private ClusterAccess access() {
    return new ClusterAccess(files.kubeconfig(), cluster.context());
  }

  private Failure foreign() {
    return Failure.badInput(
        Problem.of(
            "a k3d cluster `" + cluster.name() + "` is there that was not made by Nebula",
            "set another cluster.name in nebula.yaml, or delete it: k3d cluster delete "
                + cluster.name()));
  }

  private Failure otherwise(List<String> differences) {
    return Failure.badInput(
        Problem.of(
            "the cluster %s was made with other settings: %s"
                .formatted(cluster.name(), String.join("; ", differences)),
            "set them back in nebula.yaml, or `./jbang reset.java` and begin anew (deletes the"
                + " data)"));
  }

  private void publish(String text, boolean done) {
    events.publish(new Event.Progress(Instant.now(), "cluster " + cluster.name(), text, done));
  }
}
