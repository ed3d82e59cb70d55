package nebula.logs;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;

/// Reads from when or until when logs are wanted, on the command line and in the API: how long ago,
/// such as `90s`, `1h30m`, `1.5h` or `1w`, or a moment, such as `2026-11-24T07:00:00Z`,
/// `2026-11-24`, or `07:00` of today, else of yesterday.
public final class PointInTime {
  /// For who has written something else.
  public static final String FORMS =
      "write it as 90s, 10m, 1h30m, 2d, 07:00, 2026-11-24 or 2026-11-24T07:00:00Z";

  /// As a moment may be written, those without a zone in that of this machine.
  private static final List<BiFunction<String, Clock, Instant>> MOMENTS =
      List.of(
          (text, _) -> Instant.parse(text),
          (text, _) -> OffsetDateTime.parse(text).toInstant(),
          (text, clock) ->
              LocalDateTime.parse(text.replace(' ', 'T')).atZone(clock.getZone()).toInstant(),
          (text, clock) -> LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant(),
          PointInTime::timeOfDay);

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private PointInTime() {}

  /// Empty when it is neither a time span nor a moment.
  ///
  /// @param clock with the zone of this machine
  public static Optional<Instant> read(String text, Clock clock) {
    for (BiFunction<String, Clock, Instant> form : MOMENTS) {
      try {
        return Optional.of(form.apply(text, clock));
      } catch (DateTimeException otherForm) {
        // The next one.
      }
    }
    return seconds(text).map(span -> before(clock.instant(), span));
  }

  private static Instant timeOfDay(String text, Clock clock) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    ZonedDateTime today = now.with(LocalTime.parse(text));
    return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  /// Nothing was written before the epoch, whatever is asked for.
  private static Instant before(Instant now, BigDecimal seconds) {
    if (seconds.compareTo(BigDecimal.valueOf(now.getEpochSecond())) >= 0) {
      return Instant.EPOCH;
    }
    return now.minusNanos(seconds.multiply(NANOS).longValue());
  }

  private static Optional<BigDecimal> seconds(String text) {
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length()) {
      int unit = end(text, at, sign -> sign >= '0' && sign <= '9' || sign == '.');
      int next = end(text, unit, sign -> sign >= 'a' && sign <= 'z');
      Optional<BigDecimal> number = number(text.substring(at, unit));
      Optional<BigDecimal> length = length(text.substring(unit, next));
      if (number.isEmpty() || length.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(number.get().multiply(length.get()));
      at = next;
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(sum);
  }

  private static int end(String text, int from, IntPredicate inside) {
    int at = from;
    while (at < text.length() && inside.test(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static Optional<BigDecimal> number(String digits) {
    try {
      return Optional.of(new BigDecimal(digits));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> length(String unit) {
    return switch (unit) {
      case "ms" -> Optional.of(new BigDecimal("0.001"));
      case "s" -> Optional.of(BigDecimal.ONE);
      case "m" -> Optional.of(BigDecimal.valueOf(60));
      case "h" -> Optional.of(BigDecimal.valueOf(3_600));
      case "d" -> Optional.of(BigDecimal.valueOf(86_400));
      case "w" -> Optional.of(BigDecimal.valueOf(604_800));
      default -> Optional.empty();
    };
  }
}
