package nebula.image;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.Phase;

/// Tells each second what a build does and for how long: a step that prints nothing is not a build
/// that hangs.
final class StepClock implements AutoCloseable {
  private static final Duration GAP = Duration.ofSeconds(1);

  private final EventBus events;
  private final String subject;
  private final Thread ticking;
  private boolean closed;
  private String step = "";
  private long since = System.nanoTime();

  StepClock(EventBus events, String subject) {
    this.events = events;
    this.subject = subject;
    this.ticking = Thread.startVirtualThread(this::tick);
  }

  synchronized void at(String newStep) {
    if (!newStep.equals(step) && !newStep.isEmpty()) {
      step = newStep;
      since = System.nanoTime();
      publish();
    }
  }

  /// Nothing is told any more when this returns.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    ticking.interrupt();
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(GAP);
        publish();
      }
    } catch (InterruptedException _) {
      // The build has ended.
    }
  }

  private synchronized void publish() {
    if (closed) {
      return;
    }
    long seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
    String place = step.isEmpty() ? "begins" : isNumbered() ? "step " + step : step;
    String text = seconds == 0 ? place : place + " · " + seconds + " s";
    events.publish(
        new Event.Progress(Instant.now(), subject, text, false, Optional.of(Phase.BUILD)));
  }

  /// Of the form `2/4 RUN …` or `build 2/4 RUN …`.
  private boolean isNumbered() {
    int slash = step.indexOf('/');
    return slash > 0
        && slash < step.length() - 1
        && Character.isDigit(step.charAt(slash - 1))
        && Character.isDigit(step.charAt(slash + 1));
  }
}
