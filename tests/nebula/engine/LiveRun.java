package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nebula.event.Controls;
import nebula.event.EventBus;
import nebula.model.ExitCode;
import nebula.model.ProbeResult;
import nebula.model.State;

/// A run that goes on while a test does something to it.
final class LiveRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final RehearsedProject project;
  private final Run run;
  private final Object change = new Object();

  /// @param healthy whether it is waited for that
  LiveRun(RehearsedProject project, Parts parts, EventBus bus, boolean healthy)
      throws InterruptedException {
    this.project = project;
    this.run = new Run(project.plan(), parts, bus, Clock.systemUTC(), RehearsedProject.QUICK);
    bus.subscribe(_ -> wake());
    run.start();
    if (healthy) {
      assertEquals(ExitCode.HEALTHY, run.awaitOutcome(LIMIT));
    }
  }

  Controls controls() {
    return run.controls();
  }

  /// Goes on with what the files say now.
  void follow() throws InterruptedException {
    run.follow(project.plan());
  }

  /// The last answer of the service's own checks.
  Optional<ProbeResult> probe(String service) {
    try {
      return run.insight(service).flatMap(Insight::probe);
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  /// Throws what ended the run, if it has ended.
  void throwIfEnded() throws InterruptedException {
    run.awaitOutcome(Duration.ZERO);
  }

  /// Follows the files by itself from now on.
  void watch() {
    run.follow(
        new ProjectFiles(
            List.of(project.root().resolve("services")),
            project.root().resolve("nebula.yaml"),
            project::planWhileEdited));
  }

  void awaitState(String service, State state) throws InterruptedException {
    await(() -> project.has(service) && project.status(service).state() == state);
  }

  /// Looks at each event of the run, and now and then, since the cluster has no events of its own.
  void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    synchronized (change) {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("not within " + LIMIT + ": " + project.eventsButLogs());
        }
        change.wait(20);
      }
    }
  }

  private void wake() {
    synchronized (change) {
      change.notifyAll();
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
