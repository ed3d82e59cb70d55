package nebula.engine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.kube.Terminal;
import nebula.logs.LogStore;
import nebula.model.ExitCode;
import nebula.model.Service;

/// One run of `up`: from the command until it ends. Closing it leaves the services as they are.
public final class Run implements AutoCloseable {
  /// A program of this machine is given 2 s to end and is killed then.
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final Plan plan;
  private final Parts parts;
  private final EventBus bus;
  private final Clock clock;
  private final Retries retries;
  private final Faults faults = new Faults();
  private final Tasks tasks = new Tasks(faults);
  private final RunServices services = new RunServices();
  private final ImageWork imageWork;
  private final RunControls controls;
  private final Outcome outcome;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Optional<LogStore> kept = Optional.empty();
  private Optional<RunParts> shared = Optional.empty();

  public Run(Plan plan, Parts parts, EventBus bus, Clock clock) {
    this(plan, parts, bus, clock, Retries.CALM);
  }

  Run(Plan plan, Parts parts, EventBus bus, Clock clock, Retries retries) {
    this.plan = plan;
    this.parts = parts;
    this.bus = bus;
    this.clock = clock;
    this.retries = retries;
    RestartsWith restartsWith = new RestartsWith(services, tasks);
    bus.subscribe(restartsWith::heard);
    bus.subscribe(new Needs(services, tasks)::heard);
    this.imageWork = new ImageWork(services, tasks, bus, clock);
    bus.subscribe(imageWork::heard);
    this.controls = new RunControls(services, restartsWith, bus, clock);
    this.outcome = new Outcome(services, bus, faults, clock);
  }

  /// To be called before the start: what was written between an earlier run and this one goes
  /// there, and the rest is left to who hears the events.
  public void catchUp(LogStore logs) {
    kept = Optional.of(logs);
  }

  /// Sets everything in motion and returns when the cluster takes objects.
  ///
  /// @throws nebula.model.Failure when the cluster cannot be had
  public void start() throws InterruptedException {
    Instant began = clock.instant();
    bus.publish(new Event.RunStarted(began, parts.context(), parts.rehearsal(), plan.services()));
    EarlyConnection connection = keep(new EarlyConnection(parts));
    Map<String, List<Manifest>> manifests = parts.load(plan.services());
    ImageProvision images = new ImageProvision(parts.images(), faults, tasks, imageWork);
    EarlyBuilds builds = new EarlyBuilds(parts, tasks);
    for (Service service : plan.mostAwaitedFirst()) {
      images.of(service, manifests.get(service.name()));
      builds.begin(service);
    }
    Kube kube = keep(connection.to(parts.host().ensure()));
    new KindCheck(plan, manifests).check(kube);
    Forwards forwards = keep(new Forwards(kube, parts.ports(), tasks));
    LogCollector logs = keep(new LogCollector(kube, bus, began, kept));
    Observations observations = new Observations(services, forwards, logs);
    RunParts all =
        new RunParts(
            parts,
            kube,
            parts.prober().apply(kube),
            bus,
            clock,
            tasks,
            images,
            builds,
            forwards,
            retries,
            services,
            observations);
    imageWork.servicesHaveStates();
    List<ServiceRun> runs = new ArrayList<>();
    for (Service service : plan.services()) {
      ServiceRun run = all.begin(service, manifests.get(service.name()));
      services.put(run);
      runs.add(run);
    }
    keep(kube.watch(observations::observed));
    runs.forEach(ServiceRun::start);
    synchronized (this) {
      shared = Optional.of(all);
    }
  }

  /// Asks the cluster for what is known of a service; empty when the run has no such service, or no
  /// cluster yet.
  public Optional<Insight> insight(String name) throws InterruptedException {
    Optional<ServiceRun> service = services.find(name);
    Optional<RunParts> shared = sharedParts();
    return service.isEmpty() || shared.isEmpty()
        ? Optional.empty()
        : Optional.of(service.get().insight(shared.get().kube()));
  }

  /// What the services' files say; the same list until that changes.
  public List<Manifest> manifests() {
    return services.manifests();
  }

  /// Opens a shell in a container; empty when the run has no cluster yet.
  ///
  /// @throws IOException says why it could not be opened
  public Optional<Terminal> terminal(String pod, String container, Terminal.Size size)
      throws IOException, InterruptedException {
    Optional<RunParts> there = sharedParts();
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(there.get().kube().terminal(pod, container, size));
  }

  /// What the pods of each service use; empty where the cluster does not tell.
  public Map<String, Kube.Use> usage() throws InterruptedException {
    Optional<RunParts> there = sharedParts();
    return there.isEmpty() ? Map.of() : there.get().kube().usage();
  }

  private synchronized Optional<RunParts> sharedParts() {
    return shared;
  }

  /// What may be asked of the services while the run lasts.
  public Controls controls() {
    return controls;
  }

  /// Follows the project's files from now on: services that come, go or are edited.
  public void follow(ProjectFiles files) {
    tasks.start(new ProjectWatch(files, new Edits(sharedParts().orElseThrow()), bus, clock)::run);
  }

  /// Goes on with what the project's files say now.
  ///
  /// @throws nebula.model.Failure bad input in a manifest; nothing was changed then
  void follow(Plan edited) throws InterruptedException {
    new Edits(sharedParts().orElseThrow()).follow(edited);
  }

  /// Waits until all services are healthy, one is beyond hope, or the time is over.
  public ExitCode awaitOutcome(Duration limit) throws InterruptedException {
    return outcome.await(limit);
  }

  /// Watches on until interrupted, and tells each time when all services have become healthy.
  public void stay() throws InterruptedException {
    outcome.stay();
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
    services.all().forEach(ServiceRun::close);
    synchronized (open) {
      while (!open.isEmpty()) {
        closeQuietly(open.pop());
      }
    }
    tasks.awaitEnd(END_LIMIT);
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception ended) {
      // The run is over; what could not be closed ends with the process.
    }
  }
}
