package nebula.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nebula.forward.Forwarder;
import nebula.forward.PortTaken;
import nebula.forward.ServicePods;
import nebula.kube.Kube;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Port;
import nebula.model.Service;

/// The ports of this run's services on this machine. One that another run of the same cluster holds
/// is used as it is, and taken over when that run ends; one that a stranger holds is a fault of the
/// service until it is free.
final class Forwards implements AutoCloseable {
  private static final Duration GAP_BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Kube kube;
  private final Optional<LocalPorts> ports;
  private final Tasks tasks;
  private final Map<String, ServicePods> pods = new ConcurrentHashMap<>();
  private final Set<Port> wanted = ConcurrentHashMap.newKeySet();
  private final Map<Port, Forwarder> open = new HashMap<>();
  private Optional<RunFile> runFile = Optional.empty();
  private boolean closed;

  /// @param ports empty: nothing is opened
  Forwards(Kube kube, Optional<LocalPorts> ports, Tasks tasks) {
    this.kube = kube;
    this.ports = ports;
    this.tasks = tasks;
  }

  void observed(String service, Observation observation) {
    podsOf(service).observed(observation);
  }

  /// Opens the service's ports now, or as soon as they are free.
  void open(ServiceState state) {
    ports.ifPresent(local -> {
      for (Port port : state.service().ports()) {
        wanted.add(port);
        openNowOrLater(state, port, local);
      }
    });
  }

  /// Closes the service's ports: it was edited, or is no longer part of the run.
  synchronized void close(Service service) {
    for (Port port : service.ports()) {
      wanted.remove(port);
      Forwarder forwarder = open.remove(port);
      if (forwarder != null) {
        forwarder.close();
      }
    }
  }

  private void openNowOrLater(ServiceState state, Port port, LocalPorts local) {
    if (!opened(state, port, local)) {
      tasks.start(() -> keepTrying(state, port, local));
    }
  }

  private void keepTrying(ServiceState state, Port port, LocalPorts local)
      throws InterruptedException {
    do {
      boolean ours = RunFile.holderOf(local.stateFolder(), port.local()).isPresent();
      block(state, port, ours ? Optional.empty() : Optional.of(taken(port, local)));
      TimeUnit.NANOSECONDS.sleep(GAP_BETWEEN_TRIES.toNanos());
    } while (!opened(state, port, local));
    block(state, port, Optional.empty());
  }

  private Cause taken(Port port, LocalPorts local) throws InterruptedException {
    Optional<String> holder = local.owner().of(port.local());
    String what =
        "port %d of this machine is taken by %s"
            .formatted(port.local(), holder.orElse("another program"));
    return Cause.of(
        Kind.PORT_TAKEN, what, "end that program, or change the port at " + port.declared());
  }

  /// Takes back or replaces what an earlier try said of a port; other causes stay.
  private static void block(ServiceState state, Port port, Optional<Cause> cause) {
    Optional<Cause> present = state.situation().blocker();
    boolean replaceable = present.isEmpty() || isOf(port, present.get());
    if (replaceable && !present.equals(cause)) {
      state.change(situation -> situation.withBlocker(cause));
    }
  }

  private static boolean isOf(Port port, Cause cause) {
    return cause.kind() == Kind.PORT_TAKEN && cause.what().startsWith("port " + port.local() + " ");
  }

  private synchronized boolean opened(ServiceState state, Port port, LocalPorts local) {
    if (closed || !wanted.contains(port) || open.containsKey(port)) {
      return true;
    }
    try {
      ServicePods servicePods = podsOf(state.service().name());
      open.put(port, new Forwarder(kube, servicePods, port.local(), port.remote()));
    } catch (PortTaken taken) {
      return false;
    }
    Set<Integer> numbers = open.keySet().stream().map(Port::local).collect(Collectors.toSet());
    runFile = Optional.of(RunFile.write(local.stateFolder(), numbers));
    return true;
  }

  private ServicePods podsOf(String service) {
    return pods.computeIfAbsent(service, _ -> new ServicePods());
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(Forwarder::close);
    runFile.ifPresent(RunFile::close);
  }
}
