package nebula.local;

import java.time.Duration;

/// How long to wait before what crashed is started again: 1 s, then twice as long each time, up to
/// 30 s; 1 s again after it ran for a minute.
final class RestartGap {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(30);
  static final Duration CALM = Duration.ofMinutes(1);

  private Duration next = SHORTEST;

  Duration after(Duration ran) {
    if (ran.compareTo(CALM) >= 0) {
      reset();
    }
    Duration gap = next;
    Duration twice = gap.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return gap;
  }

  void reset() {
    next = SHORTEST;
  }
}
