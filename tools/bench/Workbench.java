package nebula.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nebula.cluster.ClusterAccess;
import nebula.dashboard.RunAddress;
import nebula.kube.FabricConnector;
import nebula.kube.Kube;
import nebula.process.ProcessTree;
import sandbox.Sandbox;
import tools.jackson.databind.JsonNode;

/// A small project in a namespace of its own on the bench's cluster, with `up` in the foreground:
/// for what happens while a run lasts. Closing it takes all of that away again.
final class Workbench implements AutoCloseable {
  /// Local ports of the services begin here, before they are shifted.
  private static final int FIRST_PORT = 9081;

  private static final String NAMESPACE = "bench-live";
  private static final Duration START = Duration.ofSeconds(150);
  private static final Duration STEP = Duration.ofMillis(20);

  private final Sandbox sandbox;
  private final Process terminal;
  private final RunAddress run;

  /// Writes the services' files.
  interface Contents {
    void write(ProbeFiles files);
  }

  private Workbench(Sandbox sandbox, Process terminal) throws InterruptedException {
    this.sandbox = sandbox;
    this.terminal = terminal;
    this.run = address();
  }

  /// @param stage whose own services are stopped, so that they take no time of the processors
  /// @return when all services are healthy
  static Workbench open(Stage stage, Contents contents) throws InterruptedException {
    stage.makeEmpty();
    Sandbox sandbox = Sandbox.empty(Sandbox.Place.BENCH, NAMESPACE);
    contents.write(new ProbeFiles(sandbox));
    Process terminal = OnTerminal.up(sandbox);
    try {
      Workbench bench = new Workbench(sandbox, terminal);
      bench.await("all services are healthy", START, bench::allHealthy);
      return bench;
    } catch (RuntimeException | InterruptedException failed) {
      end(sandbox, terminal);
      throw failed;
    }
  }

  /// @param number of the service, from 0
  static int port(int number) {
    return FIRST_PORT + number + Sandbox.Place.BENCH.portShift();
  }

  Probe probe(int number) {
    return new Probe(port(number));
  }

  /// A file of a service.
  Path file(String service, String name) {
    return sandbox.root().resolve("services").resolve(service).resolve(name);
  }

  RunAddress run() {
    return run;
  }

  /// Where the run keeps its logs.
  Path logs() {
    return sandbox.state().resolve("logs");
  }

  String namespace() {
    return NAMESPACE;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /// A connection to the cluster beside the run's own.
  Kube kube() {
    String context = "k3d-" + Sandbox.Place.BENCH.cluster();
    return new FabricConnector().connect(new ClusterAccess(kubeconfig(), context), NAMESPACE);
  }

  Path kubeconfig() {
    return sandbox.state().resolve("kubeconfig");
  }

  /// Since when the service is healthy; empty while it is not.
  Optional<Instant> healthySince(String service) {
    return services().stream()
        .filter(each -> each.path("name").asString("").equals(service))
        .filter(Workbench::isHealthy)
        .map(each -> Instant.parse(each.path("since").asString("")))
        .findFirst();
  }

  private boolean allHealthy() {
    List<JsonNode> services = services();
    return !services.isEmpty() && services.stream().allMatch(Workbench::isHealthy);
  }

  /// As the API tells of them.
  List<JsonNode> services() {
    return Http.json(run.port(), "/api/snapshot").path("services").valueStream().toList();
  }

  private static boolean isHealthy(JsonNode service) {
    return service.path("state").asString("").equals("healthy");
  }

  /// @throws RunFailed when it does not come to be within the limit, or the run has ended
  void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (!terminal.isAlive()) {
        throw new RunFailed("`up` ended with " + terminal.exitValue() + " before " + what);
      }
      if (System.nanoTime() >= deadline) {
        throw new RunFailed("not within %d s: %s".formatted(limit.toSeconds(), what));
      }
      Thread.sleep(STEP);
    }
  }

  private RunAddress address() throws InterruptedException {
    await("its page is there", START, () -> RunAddress.find(sandbox.state()).isPresent());
    return RunAddress.find(sandbox.state()).orElseThrow();
  }

  @Override
  public void close() {
    end(sandbox, terminal);
  }

  private static void end(Sandbox sandbox, Process terminal) {
    boolean interrupted = Thread.interrupted();
    try (sandbox) {
      ProcessTree.end(terminal);
      sandbox.run("down.java", "--volumes", "--yes");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
