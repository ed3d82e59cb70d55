package nebula.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.health.Prober;
import nebula.health.Situation;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.ExitCode;
import nebula.model.Service;

/// One run of `up`: from the command until it ends. Closing it leaves the services as they are.
public final class Run implements AutoCloseable {
  private final Plan plan;
  private final Parts parts;
  private final EventBus bus;
  private final Clock clock;
  private final Faults faults = new Faults();
  private final Tasks tasks = new Tasks(faults);
  private final Map<String, ServiceState> states = new LinkedHashMap<>();
  private final Outcome outcome;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  public Run(Plan plan, Parts parts, EventBus bus, Clock clock) {
    this.plan = plan;
    this.parts = parts;
    this.bus = bus;
    this.clock = clock;
    this.outcome = new Outcome(states, bus, faults, clock);
  }

  /// Sets everything in motion and returns when the cluster takes objects.
  ///
  /// @throws nebula.model.Failure when the cluster cannot be had
  public void start() throws InterruptedException {
    Instant began = clock.instant();
    bus.publish(new Event.RunStarted(began, parts.context(), parts.rehearsal(), plan.services()));
    EarlyConnection connection = keep(new EarlyConnection(parts));
    Map<String, List<Manifest>> manifests = new LinkedHashMap<>();
    for (Service service : plan.services()) {
      manifests.put(service.name(), parts.manifests().apply(service));
    }
    ImageProvision images =
        new ImageProvision(
            parts.images(), manifests.values(), faults, work -> tasks.start(work::run));
    Kube kube = keep(connection.to(parts.host().ensure()));
    for (Service service : plan.services()) {
      Situation first =
          Situation.first(service).withWorkloads(workloads(manifests.get(service.name())));
      states.put(service.name(), new ServiceState(service, first, bus, clock));
    }
    Forwards forwards = keep(new Forwards(kube, parts.ports(), tasks));
    states.values().forEach(forwards::open);
    watch(kube, began, forwards);
    Prober prober = parts.prober().apply(kube);
    for (ServiceState state : states.values()) {
      String name = state.service().name();
      List<Manifest> own = manifests.get(name);
      Gate gate = new Gate(plan.graph().dependenciesOf(name), states);
      tasks.start(new ServiceStart(state, gate, images.of(own), own, kube, clock)::run);
      tasks.start(new ProbeLoop(state, prober)::run);
    }
  }

  /// Waits until all services are healthy, one is beyond hope, or the time is over.
  public ExitCode awaitOutcome(Duration limit) throws InterruptedException {
    return outcome.await(limit);
  }

  /// Watches on until interrupted, and tells each time when all services have become healthy.
  public void stay() throws InterruptedException {
    outcome.stay();
  }

  private void watch(Kube kube, Instant began, Forwards forwards) {
    LogCollector logs = keep(new LogCollector(kube, bus, began));
    CrashLogs crashLogs = new CrashLogs(kube, tasks);
    keep(
        kube.watch((name, observation) -> {
          ServiceState state = states.get(name);
          if (state != null) {
            forwards.observed(name, observation);
            state.change(situation -> situation.withObservation(observation));
            crashLogs.observed(state, observation);
            logs.observed(name, observation);
          }
        }));
  }

  private static int workloads(List<Manifest> manifests) {
    List<String> kinds = List.of("Deployment", "StatefulSet", "DaemonSet", "Job");
    return (int)
        manifests.stream().filter(manifest -> kinds.contains(manifest.object().getKind())).count();
  }

  private <T extends AutoCloseable> T keep(T resource) {
    synchronized (open) {
      open.push(resource);
    }
    return resource;
  }

  @Override
  public void close() {
    tasks.close();
    synchronized (open) {
      while (!open.isEmpty()) {
        closeQuietly(open.pop());
      }
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception ended) {
      // The run is over; what could not be closed ends with the process.
    }
  }
}
