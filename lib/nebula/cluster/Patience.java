package nebula.cluster;

import java.time.Duration;

/// Waits for something that has to be asked for again and again: short gaps at first, longer ones
/// later, and an end. For one use by one thread.
public final class Patience {
  private static final Duration FIRST_GAP = Duration.ofMillis(50);
  private static final Duration LONGEST_GAP = Duration.ofMillis(500);

  private final long deadline;
  private final Duration longestGap;
  private Duration gap = FIRST_GAP;

  private Patience(long deadline, Duration longestGap) {
    this.deadline = deadline;
    this.longestGap = longestGap;
  }

  public static Patience of(Duration limit) {
    return of(limit, LONGEST_GAP);
  }

  static Patience of(Duration limit, Duration longestGap) {
    return new Patience(System.nanoTime() + limit.toNanos(), longestGap);
  }

  /// Waits the next gap; false, at once, when the limit is over.
  public boolean again() throws InterruptedException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    Thread.sleep(Duration.ofNanos(Math.min(left, gap.toNanos())));
    Duration longer = gap.multipliedBy(3).dividedBy(2);
    gap = longer.compareTo(longestGap) < 0 ? longer : longestGap;
    return true;
  }
}
