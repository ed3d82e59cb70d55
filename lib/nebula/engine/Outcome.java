package nebula.engine;

import java.time.Clock;
import java.time.Duration;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.ExitCode;
import nebula.model.State;

/// Decides how a run stands: all healthy, beyond hope, or still on its way.
final class Outcome {
  /// Some verdicts come with time alone, so the states are judged again this often.
  private static final Duration TICK = Duration.ofMillis(250);

  private final RunServices services;
  private final EventBus bus;
  private final Faults faults;
  private final Clock clock;
  private final Object change = new Object();
  private long changes;

  Outcome(RunServices services, EventBus bus, Faults faults, Clock clock) {
    this.services = services;
    this.bus = bus;
    this.faults = faults;
    this.clock = clock;
    bus.subscribe(event -> {
      if (event instanceof Event.StatusChanged) {
        wake();
      }
    });
  }

  /// @return HEALTHY, SERVICE_FAILED as soon as one is beyond hope, or TIMED_OUT
  ExitCode await(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      long seen = changes();
      faults.throwIfAny();
      if (allHealthy()) {
        bus.publish(new Event.AllHealthy(clock.instant()));
        return ExitCode.HEALTHY;
      }
      if (anyHopeless()) {
        return ExitCode.SERVICE_FAILED;
      }
      if (System.nanoTime() >= deadline) {
        return ExitCode.TIMED_OUT;
      }
      awaitChange(seen);
    }
  }

  /// Tells of each time when all have become healthy; ends only with an interrupt or a fault.
  void stay() throws InterruptedException {
    boolean told = false;
    while (true) {
      long seen = changes();
      faults.throwIfAny();
      boolean healthy = allHealthy();
      if (healthy && !told) {
        bus.publish(new Event.AllHealthy(clock.instant()));
      }
      told = healthy;
      awaitChange(seen);
    }
  }

  boolean allHealthy() {
    for (ServiceState state : services.states()) {
      if (!state.status().healthy() && state.status().state() != State.SKIPPED) {
        return false;
      }
    }
    return true;
  }

  private boolean anyHopeless() {
    boolean hopeless = false;
    for (ServiceState state : services.states()) {
      state.judge();
      hopeless |= state.hopeless();
    }
    return hopeless;
  }

  private void wake() {
    synchronized (change) {
      changes++;
      change.notifyAll();
    }
  }

  private long changes() {
    synchronized (change) {
      return changes;
    }
  }

  private void awaitChange(long seen) throws InterruptedException {
    synchronized (change) {
      if (changes == seen) {
        change.wait(TICK.toMillis());
      }
    }
  }
}
