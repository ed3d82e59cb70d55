package nebula.dashboard;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks for CPU and memory while anybody looks.
final class UsageMeter implements AutoCloseable {
  private static final int SECONDS = 5;

  private final Usage.Source source;
  private final LiveRun live;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  UsageMeter(Usage.Source source, LiveRun live, Clock clock) {
    this.source = source;
    this.live = live;
    this.clock = clock;
  }

  void start() {
    Thread.ofVirtual().name("nebula-usage").start(this::run);
  }

  private void run() {
    try {
      do {
        if (live.readers() > 0) {
          live.use(clock.instant(), source.now());
        }
      } while (!closed.await(SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
