package nebula.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.console.Output;
import nebula.console.RunRecord;
import nebula.console.Surroundings;
import nebula.event.EventBus;
import nebula.event.Snapshot;
import nebula.health.Diagnosis;
import nebula.model.ExitCode;

/// A run in another process, shown here until the services that somebody waits for are healthy.
final class AwaitedRun {
  private static final int GAP_MILLIS = 50;

  private final Attachment run;
  private final List<String> services;
  private final Duration limit;
  private final boolean json;
  private final Surroundings surroundings = Surroundings.ofThisProcess();
  private final EventBus bus = new EventBus();
  private final RunRecord record = new RunRecord();
  private volatile boolean ended;

  /// @param services that are waited for
  /// @param json prints events instead of lines and a summary
  AwaitedRun(Attachment run, List<String> services, Duration limit, boolean json) {
    this.run = run;
    this.services = List.copyOf(services);
    this.limit = limit;
    this.json = json;
  }

  /// @return HEALTHY, SERVICE_FAILED as soon as one is beyond hope, or TIMED_OUT; empty when the
  ///   run has ended before
  Optional<ExitCode> await() throws InterruptedException {
    bus.subscribe(record);
    Optional<ExitCode> end;
    try (Output output = surroundings.open(json, true, run.client(), () -> {})) {
      bus.subscribe(output);
      Thread following = Thread.ofVirtual().start(this::follow);
      try {
        end = outcome();
      } finally {
        following.interrupt();
      }
    }
    if (!json) {
      conclude(end);
    }
    return end;
  }

  private void follow() {
    try {
      run.client().follow(bus);
      ended = true;
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<ExitCode> outcome() throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ended) {
      Snapshot now = awaited();
      if (now.allHealthy()) {
        return Optional.of(ExitCode.HEALTHY);
      }
      if (now.lines().stream().anyMatch(AwaitedRun::hopeless)) {
        return Optional.of(ExitCode.SERVICE_FAILED);
      }
      if (System.nanoTime() >= deadline) {
        return Optional.of(ExitCode.TIMED_OUT);
      }
      TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
    }
    return Optional.empty();
  }

  /// The run may be about more.
  private Snapshot awaited() {
    Snapshot all = record.snapshot();
    List<Snapshot.Line> lines =
        all.lines().stream().filter(line -> services.contains(line.service().name())).toList();
    return new Snapshot(all.context(), all.rehearsal(), lines, all.progress());
  }

  private static boolean hopeless(Snapshot.Line line) {
    return Diagnosis.hopeless(line.status(), Duration.between(line.since(), Instant.now()));
  }

  private void conclude(Optional<ExitCode> end) {
    surroundings.conclude(awaited(), end);
    if (end.isPresent()) {
      System.out.printf(
          "the run goes on (process %d): %s; %s shows it, %s ends it%n",
          run.process(), run.address().url(), run.upCommand(), run.downCommand());
    }
  }
}
