package nebula.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The run's own threads. Closing interrupts them; what they throw is reported, not lost.
final class Tasks implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Faults faults;

  Tasks(Faults faults) {
    this.faults = faults;
  }

  interface Work {
    void run() throws InterruptedException;
  }

  void start(Work work) {
    threads.execute(() -> {
      try {
        work.run();
      } catch (InterruptedException ended) {
        // The run is over.
      } catch (RuntimeException trouble) {
        if (!threads.isShutdown()) {
          faults.report(trouble);
        }
      }
    });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
