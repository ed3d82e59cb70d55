package nebula.dashboard;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import nebula.event.Event;
import nebula.event.EventBus;

/// Takes events off the bus, which must not wait, and gives them to the run's picture on a thread
/// of its own.
final class EventIntake implements AutoCloseable {
  private static final int MOST_WAITING_LOGS = 10_000;
  private static final long MOST_WAITING_CHARACTERS = 4_000_000;
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingCharacters = new AtomicLong();
  private final LiveRun live;
  private final StartHistory history;
  private final EventBus.AutoCloseableSubscription subscription;
  private final Thread thread;
  private boolean open = true;
  private boolean remembered;

  EventIntake(EventBus bus, LiveRun live, StartHistory history) {
    this.live = live;
    this.history = history;
    this.thread = Thread.ofVirtual().name("nebula-dashboard").start(this::run);
    this.subscription = bus.subscribe(this::accept);
  }

  private void accept(Event event) {
    if (event instanceof Event.LogLine line) {
      acceptLine(line);
    } else {
      waiting.add(() -> take(event));
    }
  }

  private void acceptLine(Event.LogLine line) {
    boolean full =
        waiting.size() > MOST_WAITING_LOGS || waitingCharacters.get() > MOST_WAITING_CHARACTERS;
    if (live.logsWanted() && !full) {
      waitingCharacters.addAndGet(line.text().length());
      waiting.add(() -> {
        waitingCharacters.addAndGet(-line.text().length());
        live.take(line);
      });
    }
  }

  private void take(Event event) {
    live.take(event);
    if (event instanceof Event.AllHealthy && !remembered) {
      remembered = true;
      PastStart.of(live.view().start()).ifPresent(history::add);
    }
  }

  private void run() {
    try {
      while (open) {
        waiting.take().run();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets what came until now through.
  @Override
  public void close() {
    subscription.close();
    waiting.add(() -> open = false);
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
      }
    } catch (InterruptedException ended) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
