package nebula.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The clock on the wall, with delays that may be shortened.
final class RealTimeline implements Timeline {
  private final ScheduledThreadPoolExecutor steps;
  private final double speed;

  /// @param speed by which delays are divided; 1 is as a small cluster takes
  RealTimeline(double speed) {
    this.speed = speed;
    this.steps =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("rehearsal").factory());
    steps.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public void after(Duration delay, Runnable step) {
    try {
      steps.schedule(() -> run(step), (long) (delay.toNanos() / speed), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // The rehearsal is over: nothing happens any more.
    }
  }

  @Override
  public void close() {
    steps.shutdownNow();
  }

  private static void run(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException fault) {
      // The executor would swallow it, and the rehearsal would stand still without a word.
      Thread.currentThread().getThreadGroup().uncaughtException(Thread.currentThread(), fault);
    }
  }
}
