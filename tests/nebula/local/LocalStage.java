package nebula.local;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nebula.cluster.PortOwner;
import nebula.model.LocalProcess;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;
import nebula.process.Programs;
import nebula.process.ZtPrograms;

/// Runs shell scripts as local services, with a time that stands still between two steps of a test.
final class LocalStage implements AutoCloseable {
  static final ProcessTable TABLE = ProcessTable.ofThisMachine(new ZtPrograms());
  private static final long PATIENCE_SECONDS = 10;

  final ManualTimer timer = new ManualTimer();
  final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<LocalChange> changes = new LinkedBlockingQueue<>();
  private final Deque<LocalRunner> runners = new ArrayDeque<>();
  private final Path folder;
  private Instant now = Instant.parse("2026-11-25T03:00:00Z");

  LocalStage(Path folder) {
    this.folder = folder;
  }

  LocalRunner runner(String script, Port... ports) {
    LocalRunner runner =
        new LocalRunner(service(script, ports), machine(), lines::add, changes::add);
    runners.push(runner);
    return runner;
  }

  /// A runner that was asked to start and did.
  LocalRunner started(String script, Port... ports) throws InterruptedException {
    LocalRunner runner = runner(script, ports);
    runner.start();
    next(LocalChange.Started.class);
    return runner;
  }

  LocalProcess shell(String script) {
    return new LocalProcess(List.of("sh", "-c", script), folder, List.of());
  }

  /// The processes are asked to end, and killed 300 ms later.
  static TreeEnd quickEnd() {
    return new TreeEnd(TABLE, Duration.ofMillis(300));
  }

  void passTime(Duration time) {
    now = now.plus(time);
  }

  <T extends LocalChange> T next(Class<T> kind) throws InterruptedException {
    LocalChange change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(change, () -> "nothing became of it, but " + kind.getSimpleName());
    return assertInstanceOf(kind, change);
  }

  String nextLine() throws InterruptedException {
    String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(line, "no line came");
    return line;
  }

  /// A process number that the script printed, of a process that runs.
  long nextProcess() throws InterruptedException {
    long process = Long.parseLong(nextLine());
    assertTrue(lives(process), () -> process + " does not run");
    return process;
  }

  /// Not so for one that has ended and whose parent has not asked how.
  static boolean lives(long process) {
    return TABLE.read("").stream().anyMatch(entry -> entry.pid() == process);
  }

  @Override
  public void close() {
    runners.forEach(LocalRunner::close);
  }

  private LocalMachine machine() {
    Programs programs = new ZtPrograms();
    return new LocalMachine(
        folder.resolve("state"),
        System.getenv(),
        new Needs(System.getenv(), programs, "Linux"),
        new TakenPorts(new PortOwner(programs)),
        quickEnd(),
        timer,
        () -> now);
  }

  private Service service(String script, Port... ports) {
    return new Service(
        "app",
        "app",
        Position.startOf(folder.resolve("service.yaml")),
        List.of(),
        List.of(),
        List.of(ports),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.of(shell(script)),
        List.of());
  }
}
