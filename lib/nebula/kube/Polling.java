package nebula.kube;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Asks again with growing gaps, for the few things that are not worth a watch.
final class Polling {
  private static final int LONGEST_GAP_MILLIS = 400;

  private Polling() {}

  /// @return false when the limit was over first
  static boolean until(Duration limit, Condition condition) throws ApiError, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (int gap = 10; !condition.holds(); gap = Math.min(2 * gap, LONGEST_GAP_MILLIS)) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(gap);
    }
    return true;
  }

  interface Condition {
    boolean holds() throws ApiError, InterruptedException;
  }
}
