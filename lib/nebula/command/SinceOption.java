package nebula.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nebula.model.Failure;
import nebula.model.Problem;

/// Reads `--since`: how long ago, such as `90s`, `10m`, `1h30m` or `2d`, or a moment, such as
/// `2026-11-24T07:00:00Z`.
final class SinceOption {
  private SinceOption() {}

  /// @throws Failure bad input
  static Instant read(String text, Clock clock) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notAMoment) {
      return duration(text)
          .map(clock.instant()::minus)
          .orElseThrow(() ->
              Failure.badInput(
                  Problem.of(
                      "--since '" + text + "' is neither a time span nor a moment",
                      "write it as 90s, 10m, 1h30m, 2d or 2026-11-24T07:00:00Z")));
    }
  }

  private static Optional<Duration> duration(String text) {
    Duration sum = Duration.ZERO;
    long number = -1;
    for (char sign : text.toCharArray()) {
      if (sign >= '0' && sign <= '9' && number < 100_000_000) {
        number = Math.max(0, number) * 10 + (sign - '0');
      } else if (number >= 0 && unit(sign).isPresent()) {
        sum = sum.plus(unit(sign).get().multipliedBy(number));
        number = -1;
      } else {
        return Optional.empty();
      }
    }
    return number < 0 && !text.isEmpty() ? Optional.of(sum) : Optional.empty();
  }

  private static Optional<Duration> unit(char sign) {
    return switch (sign) {
      case 's' -> Optional.of(Duration.ofSeconds(1));
      case 'm' -> Optional.of(Duration.ofMinutes(1));
      case 'h' -> Optional.of(Duration.ofHours(1));
      case 'd' -> Optional.of(Duration.ofDays(1));
      default -> Optional.empty();
    };
  }
}
