package nebula.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.health.Diagnosis;
import nebula.health.Situation;
import nebula.model.Cause;
import nebula.model.Service;
import nebula.model.State;
import nebula.model.Status;

/// What a run knows of one service. Every change of what is known goes through the diagnosis, and a
/// status that comes out different is published.
final class ServiceState {
  private Service service;
  private final EventBus bus;
  private final Clock clock;
  private Situation situation;
  private Status status;
  private Instant since;
  private boolean open;
  private boolean ended;
  private long changes;

  ServiceState(Service service, Situation first, EventBus bus, Clock clock) {
    this.service = service;
    this.bus = bus;
    this.clock = clock;
    this.situation = first;
    this.since = clock.instant();
    this.status = Diagnosis.of(service, first.at(since));
    bus.publish(new Event.StatusChanged(since, service.name(), status));
  }

  synchronized Service service() {
    return service;
  }

  /// Goes on as what its edited file says.
  synchronized void become(Service edited, UnaryOperator<Situation> fact) {
    boolean sameChecks = edited.health().equals(service.health());
    service = edited;
    // What another question was answered says nothing of this one.
    change(before -> fact.apply(sameChecks ? before : before.withProbe(Optional.empty())));
  }

  synchronized void change(UnaryOperator<Situation> fact) {
    situation = fact.apply(situation);
    changes++;
    judge();
  }

  /// What an earlier try said; a port that is taken stays taken.
  void forgetBlocker() {
    change(known ->
        known.blocker().filter(cause -> cause.kind() != Cause.Kind.PORT_TAKEN).isPresent()
            ? known.withBlocker(Optional.empty())
            : known);
  }

  /// Judges what is known again, since some verdicts depend on how long a thing has lasted.
  synchronized void judge() {
    Instant now = clock.instant();
    Status next = Diagnosis.of(service, situation.at(now));
    situation = situation.after(next);
    if (next.state() != status.state()) {
      since = now;
    }
    if (!next.equals(status)) {
      status = next;
      if (!ended) {
        bus.publish(new Event.StatusChanged(now, service.name(), next));
      }
    }
    open |= status.healthy();
    notifyAll();
  }

  synchronized Situation situation() {
    return situation;
  }

  synchronized Status status() {
    return status;
  }

  synchronized Duration inThisState() {
    return Duration.between(since, clock.instant());
  }

  synchronized boolean hopeless() {
    return Diagnosis.hopeless(status, inThisState());
  }

  /// Whether the service has been healthy in this run, so that what depends on it may start.
  synchronized boolean open() {
    return open;
  }

  /// It was stopped: what depends on it has to wait for it again.
  synchronized void shut() {
    open = false;
  }

  /// It is no longer part of the run: nobody needs to wait for it.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Returns when it is open, when its state may have become another, or when it is no longer part
  /// of the run.
  synchronized void awaitOpenOrChange() throws InterruptedException {
    // At the end of a run everything has ended, and nothing below would wait.
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    State before = status.state();
    while (!open && !ended && status.state() == before) {
      wait();
    }
  }

  /// Counts what was taken in; for {@link #awaitChange}.
  synchronized long changes() {
    return changes;
  }

  /// Returns when something was taken in since the count was `seen`, or the time is over.
  synchronized void awaitChange(long seen, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (changes == seen) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
