package nebula.dashboard;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks for CPU and memory while anybody looks.
final class UsageMeter implements AutoCloseable {
  /// A kubelet measures about as often.
  private static final long GAP_SECONDS = 10;

  /// Who comes sees it soon.
  private static final long LOOK_SECONDS = 1;

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
      long secondsSince = GAP_SECONDS;
      do {
        secondsSince += LOOK_SECONDS;
        if (live.readers() > 0 && secondsSince >= GAP_SECONDS) {
          live.use(clock.instant(), source.now());
          secondsSince = 0;
        }
      } while (!closed.await(LOOK_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
