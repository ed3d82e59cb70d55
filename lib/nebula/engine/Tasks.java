package nebula.engine;

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
}
