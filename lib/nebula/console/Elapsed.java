package nebula.console;

import java.time.Duration;

/// Durations as people read them.
final class Elapsed {
  private Elapsed() {}

  /// At most six cells, such as `12s`, `12m`, `2h05m` or `3d4h`. Coarser as time goes on: a quiet
  /// board should not change each second.
  static String rough(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + "h" + twoDigits(seconds % 3600 / 60) + "m";
    }
    return seconds / 86_400 + "d" + seconds % 86_400 / 3600 + "h";
  }

  /// For who waits, and looks whether it goes on: `12s`, `1m12s`; as {@link #rough} from an hour.
  static String counting(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60 || seconds >= 3600
        ? rough(duration)
        : rough(duration) + twoDigits(seconds % 60) + "s";
  }

  /// Tenths of a second below a minute, such as `6.2 s`; `1 min 12 s` above.
  static String exact(Duration duration) {
    long tenths = Math.max(0, (duration.toMillis() + 50) / 100);
    return tenths < 600
        ? tenths / 10 + "." + tenths % 10 + " s"
        : tenths / 600 + " min " + tenths % 600 / 10 + " s";
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
