package nebula.logs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Moments as nanoseconds since 1970, and as 30 characters, `2026-11-24T07:00:01.500000000Z`. By
/// hand, because it is done for each line that is written or searched.
final class Moments {
  static final int WIDTH = 30;
  private static final long NANOS = 1_000_000_000L;
  private static final long SECONDS_OF_DAY = 86_400;

  /// Digits that stand at these places, and between them `-`, `T`, `:`, `.` and `Z`.
  private static final int SECOND_WIDTH = 19;

  private Moments() {}

  /// Of times from 1970 to the middle of 2261; others are taken for the nearest of those.
  static long nanos(Instant at) {
    long second = Math.clamp(at.getEpochSecond(), 0, 9_200_000_000L);
    return second * NANOS + at.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  static void write(long nanos, byte[] target, int at) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(nanos / NANOS, (int) (nanos % NANOS), ZoneOffset.UTC);
    digits(time.getYear(), 4, target, at);
    target[at + 4] = '-';
    digits(time.getMonthValue(), 2, target, at + 5);
    target[at + 7] = '-';
    digits(time.getDayOfMonth(), 2, target, at + 8);
    target[at + 10] = 'T';
    digits(time.getHour(), 2, target, at + 11);
    target[at + 13] = ':';
    digits(time.getMinute(), 2, target, at + 14);
    target[at + 16] = ':';
    digits(time.getSecond(), 2, target, at + 17);
    target[at + SECOND_WIDTH] = '.';
    digits(time.getNano(), 9, target, at + SECOND_WIDTH + 1);
    target[at + WIDTH - 1] = 'Z';
  }

  private static void digits(int value, int width, byte[] target, int at) {
    int rest = value;
    for (int place = at + width - 1; place >= at; place--) {
      target[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// @return -1 when no moment stands there
  static long read(byte[] source, int at, int end) {
    if (end - at < WIDTH || source[at + 10] != 'T' || source[at + WIDTH - 1] != 'Z') {
      return -1;
    }
    long year = number(source, at, 4);
    long month = number(source, at + 5, 2);
    long day = number(source, at + 8, 2);
    long seconds =
        number(source, at + 11, 2) * 3_600
            + number(source, at + 14, 2) * 60
            + number(source, at + 17, 2);
    return (days(year, month, day) * SECONDS_OF_DAY + seconds) * NANOS
        + number(source, at + SECOND_WIDTH + 1, 9);
  }

  private static long number(byte[] source, int at, int width) {
    long number = 0;
    for (int place = at; place < at + width; place++) {
      number = number * 10 + (source[place] - '0');
    }
    return number;
  }

  /// Days since 1970-01-01, by the years of 400 that the calendar repeats in, each from March.
  private static long days(long year, long month, long day) {
    long fromMarch = month <= 2 ? year - 1 : year;
    long era = fromMarch / 400;
    long yearOfEra = fromMarch - era * 400;
    long dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
