package nebula.local;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Time passes when the test says so.
final class ManualTimer implements Timer {
  private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();

  private record Pending(Duration gap, Runnable work) {}

  @Override
  public void after(Duration gap, Runnable work) {
    pending.add(new Pending(gap, work));
  }

  /// Lets the time of the oldest wait pass, and says how long that was.
  Duration pass() throws InterruptedException {
    Pending next = pending.poll(10, TimeUnit.SECONDS);
    assertNotNull(next, "nothing waits");
    next.work.run();
    return next.gap;
  }
}
