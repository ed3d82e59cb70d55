package nebula.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.ClusterSettings;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.RegistrySettings;
import nebula.process.Programs.Outcome;

/// The registry beside the cluster. Its images are on a volume, so the container itself can be made
/// anew at any time and nothing is lost.
final class RegistryContainer {
  private static final Duration NETWORK_LIMIT = Duration.ofSeconds(60);

  private final Docker docker;
  private final EventBus events;
  private final HostImages images;
  private final PortOwner ports;
  private final ClusterSettings cluster;
  private final RegistrySettings settings;

  RegistryContainer(
      Docker docker,
      EventBus events,
      HostImages images,
      PortOwner ports,
      ClusterSettings cluster,
      RegistrySettings settings) {
    this.docker = docker;
    this.events = events;
    this.images = images;
    this.ports = ports;
    this.cluster = cluster;
    this.settings = settings;
  }

  /// Whether it needs nothing: ours, as wanted, up and on the cluster's network.
  boolean isReady(Optional<FoundContainer> found) {
    return found
        .filter(this::isAsWanted)
        .filter(FoundContainer::runs)
        .filter(this::isJoined)
        .isPresent();
  }

  /// @throws Failure when a container of this name is somebody else's
  void checkOwner(Optional<FoundContainer> found) {
    String owner = found.map(FoundContainer::nebulaCluster).orElse(cluster.name());
    if (owner.equals(cluster.name())) {
      return;
    }
    String whose = owner.isEmpty() ? "was not made by Nebula" : "belongs to the cluster " + owner;
    throw Failure.badInput(
        Problem.of(
            "the container " + settings.name() + " " + whose,
            "set another registry.name in nebula.yaml"
                + (owner.isEmpty() ? ", or remove it: docker rm -f " + settings.name() : "")));
  }

  /// What {@link #ensure} would do, a sentence; empty when nothing.
  Optional<String> plan(Optional<FoundContainer> found) {
    if (isReady(found)) {
      return Optional.empty();
    }
    String verb = found.isEmpty() ? "create" : isAsWanted(found.get()) ? "start" : "make anew";
    return Optional.of(
        "%s the registry %s on %s".formatted(verb, settings.name(), settings.hostAddress()));
  }

  /// Makes or starts the container, then joins it to the cluster's network as soon as that is
  /// there.
  void ensure(Optional<FoundContainer> found) throws InterruptedException {
    if (isReady(found)) {
      return;
    }
    Optional<FoundContainer> kept = found.filter(this::isAsWanted);
    if (found.isPresent() && kept.isEmpty()) {
      List<String> differences = wanted().differencesTo(found.get().settings());
      publish("making it anew: " + String.join(", ", differences), false);
      remove();
    }
    boolean woken = kept.isPresent() && wake(kept.get());
    if (!woken) {
      create();
    }
    if (!woken || !isJoined(kept.get())) {
      join();
    }
    publish("ready on " + settings.hostAddress(), true);
  }

  /// Takes it off the cluster's network, so that the network can be removed.
  void leave() throws InterruptedException {
    docker.ask("network", "disconnect", "-f", K3dNames.network(cluster.name()), settings.name());
  }

  private void create() throws InterruptedException {
    images.need(settings.image());
    publish("creating", false);
    String volume = K3dNames.registryVolume(settings);
    String ours = Labels.CLUSTER + "=" + cluster.name();
    docker.must("create the volume " + volume, "volume", "create", "--label", ours, volume);
    Outcome outcome =
        docker.ask(
            "run",
            "--detach",
            "--name=" + settings.name(),
            "--restart=unless-stopped",
            "--publish=" + settings.hostAddress() + ":5000",
            "--volume=" + volume + ":/var/lib/registry",
            "--env=REGISTRY_STORAGE_DELETE_ENABLED=true",
            "--label=" + ours,
            "--label=" + Labels.SETTINGS + "=" + wanted().text(),
            settings.image());
    if (!outcome.succeeded()) {
      remove(); // a container that could not get its port is left behind
      throw notStarted(outcome);
    }
  }

  /// False when it could not be started for a reason that is its own, such as a network that was
  /// deleted and made again since; it is removed then.
  private boolean wake(FoundContainer container) throws InterruptedException {
    if (container.runs()) {
      return true;
    }
    publish("starting", false);
    String verb = container.status().equals("paused") ? "unpause" : "start";
    Outcome outcome = docker.ask(verb, settings.name());
    if (outcome.succeeded()) {
      return true;
    }
    if (isPortTaken(outcome)) {
      throw portTaken();
    }
    remove();
    return false;
  }

  private void join() throws InterruptedException {
    String network = K3dNames.network(cluster.name());
    String address = Subnet.of(cluster.subnet()).lastAddress();
    Patience patience = Patience.of(NETWORK_LIMIT);
    Outcome outcome;
    do {
      outcome = docker.ask("network", "connect", "--ip", address, network, settings.name());
      if (outcome.succeeded() || has(outcome, "already exists in network")) {
        return;
      }
      // The network is made by k3d at this very time.
    } while (has(outcome, "not found") && patience.again());
    throw Failure.machineLacks(
        "the registry could not join the network " + network + ": " + outcome.lastLine(),
        "docker network inspect " + network);
  }

  private void remove() throws InterruptedException {
    docker.ask("rm", "--force", settings.name());
  }

  /// Before anything is made, and before docker tries: its message does not say who has the port.
  ///
  /// @throws Failure when another program has the port that the container is to get
  void checkPort(Optional<FoundContainer> found) throws InterruptedException {
    String ownPort = "registry.port=" + settings.port();
    if (found.filter(container -> container.settings().endsWith(ownPort)).isPresent()) {
      return;
    }
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket _ = new ServerSocket(settings.port(), 1, loopback)) {
      return;
    } catch (IOException _) {
      throw portTaken();
    }
  }

  private Failure notStarted(Outcome outcome) throws InterruptedException {
    if (isPortTaken(outcome)) {
      return portTaken();
    }
    return Failure.machineLacks(
        "the registry " + settings.name() + " could not be started: " + outcome.lastLine(),
        "docker logs " + settings.name());
  }

  private Failure portTaken() throws InterruptedException {
    String owner = ports.of(settings.port()).orElse("another program");
    String airPlay =
        OperatingSystem.isMac() && settings.port() == 5000
            ? ", or turn off AirPlay Receiver in the system settings"
            : "";
    return Failure.machineLacks(
        "port %d, which the registry %s needs, is taken by %s"
            .formatted(settings.port(), settings.name(), owner),
        "set another registry.port in nebula.yaml" + airPlay);
  }

  private Settings wanted() {
    return Settings.of(settings);
  }

  /// False also when it has to be made anew, which leaves its images as they are.
  boolean isAsWanted(FoundContainer found) {
    return !found.status().equals("dead") && found.settings().equals(wanted().text());
  }

  private boolean isJoined(FoundContainer found) {
    return found.networks().contains(K3dNames.network(cluster.name()));
  }

  private static boolean isPortTaken(Outcome outcome) {
    return has(outcome, "port is already allocated") || has(outcome, "address already in use");
  }

  private static boolean has(Outcome outcome, String text) {
    return outcome.err().toLowerCase(Locale.ROOT).contains(text);
  }

  private void publish(String text, boolean done) {
    events.publish(new Event.Progress(Instant.now(), "registry " + settings.name(), text, done));
  }
}
