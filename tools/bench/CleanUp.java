package nebula.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sees to it that what was made is deleted, at the end and on Ctrl-C: a signal interrupts the
/// thread of the benchmark, which leaves its measurement and comes here like any other end.
final class CleanUp {
  /// A reset ends the cluster in some seconds; a machine in trouble must not hold the terminal.
  private static final int LIMIT_SECONDS = 120;

  /// What deletes it.
  interface Work {
    void run() throws InterruptedException;
  }

  private final Work work;
  private final Thread hook;
  private final CountDownLatch done = new CountDownLatch(1);

  CleanUp(Work work) {
    this.work = work;
    Thread bench = Thread.currentThread();
    this.hook = Thread.ofPlatform().unstarted(() -> interruptAndWait(bench));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interruptAndWait(Thread bench) {
    bench.interrupt();
    try {
      done.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// @throws InterruptedException when there was a signal, after the work is done
  void end() throws InterruptedException {
    // What brought us here has been seen; the deletion needs to wait for programs.
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      done.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyEnding) {
        // The hook runs: it was waiting for this.
      }
    }
    if (interrupted) {
      throw new InterruptedException();
    }
  }
}
