package nebula.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nebula.config.ProjectReader;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.ImageBuilder;
import nebula.image.ImageSource;
import nebula.kube.FabricConnector;
import nebula.kube.ManifestLoader;
import nebula.local.LocalMachine;
import nebula.model.ExitCode;
import nebula.model.Project;
import nebula.model.Status;
import nebula.process.ZtPrograms;
import nebula.rehearsal.Fault;
import nebula.rehearsal.Rehearsal;

/// A project of small services on a cluster inside the test, fifty times as quick as a real one.
public final class RehearsedProject implements AutoCloseable {
  private static final double SPEED = 50;
  static final Retries QUICK = new Retries(Duration.ofMillis(50), Duration.ofMillis(200));
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path root;
  private final Rehearsal rehearsal;
  private final EventBus bus = new EventBus();
  private Optional<ImageSource> images = Optional.empty();
  private Optional<ImageBuilder> builder = Optional.empty();
  private final List<Event> events = new CopyOnWriteArrayList<>();

  public RehearsedProject(Path root, String... faults) {
    this.root = root;
    List<Fault> parsed = new ArrayList<>();
    for (String fault : faults) {
      parsed.add(Fault.parse(fault));
    }
    this.rehearsal = Rehearsal.start(parsed, SPEED, new FabricConnector(), bus);
    bus.subscribe(events::add);
    write("nebula.yaml", "");
  }

  /// Brings images from here instead.
  RehearsedProject imagesFrom(ImageSource source) {
    images = Optional.of(source);
    return this;
  }

  /// Builds by this instead.
  RehearsedProject builtBy(ImageBuilder other) {
    builder = Optional.of(other);
    return this;
  }

  ImageBuilder builder() {
    return rehearsal.builder();
  }

  /// A Deployment of one replica with a health check.
  public RehearsedProject service(String name, String... dependsOn) {
    write(
        "services/%s/service.yaml".formatted(name),
        "name: %s\ndependsOn: [%s]\nports: [{local: %d, remote: 80}]\nhealth: {http: /}\n"
            .formatted(
                name,
                String.join(", ", dependsOn),
                20_000 + Math.floorMod(name.hashCode(), 9_000)));
    write(
        "services/%s/k8s.yaml".formatted(name),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME}
        spec:
          selector: {matchLabels: {app: NAME}}
          template:
            metadata: {labels: {app: NAME}}
            spec:
              containers:
                - {name: main, image: "busybox:1.36", command: [sleep, "600"]}
        """
            .replace("NAME", name));
    return this;
  }

  /// The same, of an image that is built from `apps/NAME`.
  RehearsedProject built(String name) {
    service(name);
    append(
        "services/%s/service.yaml".formatted(name),
        "image: {name: %1$s, context: ../../apps/%1$s}\n".formatted(name));
    replace("services/%s/k8s.yaml".formatted(name), "busybox:1.36", "nebula-registry:5000/" + name);
    return write("apps/%s/Dockerfile".formatted(name), "FROM busybox:1.36\n");
  }

  /// In one step: a file that is empty for a moment is a state of its own to who watches it.
  public RehearsedProject write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Path written = Files.writeString(root.resolve("written"), text);
      Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A run that waits, of the named services or all.
  ExitCode up(String... names) throws InterruptedException {
    return up(LIMIT, names);
  }

  ExitCode up(Duration limit, String... names) throws InterruptedException {
    Project project = project();
    try (Run run =
        new Run(Plan.of(project, List.of(names)), parts(project), bus, Clock.systemUTC(), QUICK)) {
      run.start();
      return run.awaitOutcome(limit);
    }
  }

  /// A run that has not begun, for who wants to see it from its first event.
  public Run run() {
    Project project = project();
    return new Run(Plan.of(project, List.of()), parts(project), bus, Clock.systemUTC(), QUICK);
  }

  public EventBus bus() {
    return bus;
  }

  /// A run that has become healthy and goes on.
  LiveRun stay() throws InterruptedException {
    return new LiveRun(this, parts(project()), bus, true);
  }

  /// A run that has begun and goes on.
  LiveRun begin() throws InterruptedException {
    return new LiveRun(this, parts(project()), bus, false);
  }

  Path root() {
    return root;
  }

  Plan plan() {
    return Plan.of(project(), List.of());
  }

  Plan planWhileEdited() {
    return Plan.of(ProjectReader.whileEdited(root).read(), List.of());
  }

  void append(String file, String text) {
    write(file, read(file) + text);
  }

  void replace(String file, String what, String with) {
    write(file, read(file).replace(what, with));
  }

  /// Deletes a folder of files.
  void delete(String name) {
    try (var files = Files.list(root.resolve(name))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(root.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String read(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The name of the service's one pod.
  String pod(String service) {
    List<String> pods = pods(service);
    if (pods.size() != 1) {
      throw new AssertionError(service + " has pods " + pods);
    }
    return pods.getFirst();
  }

  List<String> pods(String service) {
    List<String> names = new ArrayList<>();
    for (var pod : rehearsal.server().all("Pod")) {
      if (pod.path("metadata").path("labels").path("app").asString("").equals(service)) {
        names.add(pod.path("metadata").path("name").asString());
      }
    }
    return names;
  }

  boolean has(String service) {
    return events.stream()
        .anyMatch(event ->
            event instanceof Event.StatusChanged changed && changed.service().equals(service));
  }

  private Project project() {
    return new ProjectReader(root).read();
  }

  Rehearsal cluster() {
    return rehearsal;
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  List<Event> eventsButLogs() {
    return events.stream().filter(event -> !(event instanceof Event.LogLine)).toList();
  }

  /// The last status that was told of the service.
  Status status(String service) {
    Optional<Status> last = Optional.empty();
    for (Event event : events) {
      if (event instanceof Event.StatusChanged changed && changed.service().equals(service)) {
        last = Optional.of(changed.status());
      }
    }
    return last.orElseThrow();
  }

  private Parts parts(Project project) {
    return new Parts(
        "rehearsal",
        project.namespace(),
        true,
        rehearsal.host(),
        rehearsal.connector(),
        images.orElse(rehearsal.images()),
        _ -> rehearsal.prober(),
        () -> new ManifestLoader(project.namespace()),
        builder.orElse(rehearsal.builder()),
        Optional.of(() -> LocalMachine.real(root.resolve("state"), new ZtPrograms())),
        Optional.of(root.resolve("state")),
        Optional.empty());
  }

  @Override
  public void close() {
    rehearsal.close();
  }
}
