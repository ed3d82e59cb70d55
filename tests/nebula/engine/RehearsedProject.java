package nebula.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nebula.config.ProjectReader;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.kube.FabricConnector;
import nebula.kube.ManifestLoader;
import nebula.model.ExitCode;
import nebula.model.Project;
import nebula.model.Status;
import nebula.rehearsal.Fault;
import nebula.rehearsal.Rehearsal;

/// A project of small services on a cluster inside the test, fifty times as quick as a real one.
final class RehearsedProject implements AutoCloseable {
  private static final double SPEED = 50;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path root;
  private final Rehearsal rehearsal;
  private final EventBus bus = new EventBus();
  private final List<Event> events = new CopyOnWriteArrayList<>();

  RehearsedProject(Path root, String... faults) {
    this.root = root;
    List<Fault> parsed = new ArrayList<>();
    for (String fault : faults) {
      parsed.add(Fault.parse(fault));
    }
    this.rehearsal = Rehearsal.start(parsed, SPEED, new FabricConnector(), bus);
    bus.subscribe(events::add);
    write("nebula.yaml", "");
  }

  /// A Deployment of one replica with a health check.
  RehearsedProject service(String name, String... dependsOn) {
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

  RehearsedProject write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
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
    Project project = new ProjectReader(root).read();
    try (Run run =
        new Run(Plan.of(project, List.of(names)), parts(project), bus, Clock.systemUTC())) {
      run.start();
      return run.awaitOutcome(limit);
    }
  }

  Rehearsal cluster() {
    return rehearsal;
  }

  List<Event> events() {
    return List.copyOf(events);
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
    ManifestLoader loader = new ManifestLoader(project.namespace());
    return new Parts(
        "rehearsal",
        project.namespace(),
        true,
        rehearsal.host(),
        rehearsal.connector(),
        rehearsal.images(),
        _ -> rehearsal.prober(),
        loader::load,
        Optional.empty());
  }

  @Override
  public void close() {
    rehearsal.close();
  }
}
