package nebula.logs;

import java.util.Locale;
import java.util.Optional;

/// How bad a line says that it is.
public enum Level {
  TRACE('T'),
  DEBUG('D'),
  INFO('I'),
  WARN('W'),
  ERROR('E'),
  FATAL('F');

  /// Of those that `ofWord` knows.
  static final int LONGEST_WORD = 11;

  private final char sign;

  Level(char sign) {
    this.sign = sign;
  }

  /// As it stands in the files.
  char sign() {
    return sign;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Level> ofSign(char sign) {
    for (Level level : values()) {
      if (level.sign == sign) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /// @param word as programs write it, in any case, such as `warning` or `err`
  public static Optional<Level> ofWord(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "trace", "trc", "trce", "finest", "finer", "silly", "debug5" -> Optional.of(TRACE);
      case "debug", "dbg", "dbug", "fine", "verbose", "debug1" -> Optional.of(DEBUG);
      case "info", "inf", "information", "notice", "log", "config", "hint", "detail" ->
          Optional.of(INFO);
      case "warn", "warning", "wrn" -> Optional.of(WARN);
      case "error", "err", "severe", "eror", "fail" -> Optional.of(ERROR);
      case "fatal", "ftl", "panic", "critical", "crit", "alert", "emerg", "emergency", "dpanic" ->
          Optional.of(FATAL);
      default -> Optional.empty();
    };
  }

  /// As pino and bunyan count.
  static Optional<Level> ofNumber(int number) {
    return switch (number) {
      case 10 -> Optional.of(TRACE);
      case 20 -> Optional.of(DEBUG);
      case 30 -> Optional.of(INFO);
      case 40 -> Optional.of(WARN);
      case 50 -> Optional.of(ERROR);
      case 60 -> Optional.of(FATAL);
      default -> Optional.empty();
    };
  }
}
