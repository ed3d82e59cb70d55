package nebula.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The run's own threads. Closing interrupts them; what they throw is reported, not lost.
final class Tasks implements AutoCloseable {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Faults faults;
  private volatile boolean closed;

  Tasks(Faults faults) {
    this.faults = faults;
  }

  interface Work {
    void run() throws InterruptedException;
  }

  /// Work under way.
  record Task(Thread thread) {
    void interrupt() {
      thread.interrupt();
    }

    void awaitEnd() throws InterruptedException {
      thread.join();
    }
  }

  Task start(Work work) {
    Thread thread = Thread.ofVirtual().unstarted(() -> perform(work));
    threads.add(thread);
    thread.start();
    if (closed) {
      thread.interrupt();
    }
    return new Task(thread);
  }

  private void perform(Work work) {
    try {
      work.run();
    } catch (InterruptedException ended) {
      // The run is over, or newer work takes the place of this.
    } catch (RuntimeException trouble) {
      if (!closed) {
        faults.report(trouble);
      }
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  /// Returns when all have ended after {@link #close}, or the limit is over: what one of them runs
  /// on this machine would outlive a process that does not wait for its end.
  void awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      boolean over = thread == Thread.currentThread();
      while (!over) {
        try {
          over = thread.join(Duration.ofNanos(deadline - System.nanoTime()));
          over |= System.nanoTime() >= deadline;
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
