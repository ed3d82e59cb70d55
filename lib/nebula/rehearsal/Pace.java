package nebula.rehearsal;

import java.time.Duration;

/// How long each step takes on a small cluster that has its images: about what was measured on k3s,
/// a little shortened, so that a rehearsal shows every step and still ends soon.
final class Pace {
  static final Duration SCHEDULE = Duration.ofMillis(60);
  static final Duration PROVISION = Duration.ofMillis(200);
  static final Duration CREATE = Duration.ofMillis(220);
  static final Duration INIT = Duration.ofMillis(150);
  static final Duration PROBE = Duration.ofMillis(350);
  static final Duration PULL = Duration.ofMillis(300);
  static final Duration JOB = Duration.ofMillis(500);
  static final Duration FATAL = Duration.ofMillis(250);
  static final Duration RESTART = Duration.ofMillis(150);
  static final Duration STOP = Duration.ofMillis(300);
  static final Duration SLOW = Duration.ofSeconds(20);
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

  private Pace() {}

  /// Between a container's end and its next start, as the kubelet doubles it.
  ///
  /// @param times how often it has waited before
  static Duration backOff(int times) {
    Duration wanted = FIRST_BACK_OFF.multipliedBy(1L << Math.min(times, 10));
    return wanted.compareTo(LONGEST_BACK_OFF) < 0 ? wanted : LONGEST_BACK_OFF;
  }

  /// As the kubelet writes it: `10s`, `1m20s`.
  static String text(Duration duration) {
    String seconds = duration.toSecondsPart() + "s";
    return duration.toMinutes() == 0 ? seconds : duration.toMinutes() + "m" + seconds;
  }
}
