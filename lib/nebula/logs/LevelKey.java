package nebula.logs;

import java.util.Optional;

/// The level of a line that has a key for it: JSON and logfmt.
final class LevelKey {
  private static final String[] KEYS = {
    "@l",
    "lvl",
    "level",
    "@level",
    "severity",
    "loglevel",
    "log.level",
    "log_level",
    "levelname",
    "level_name",
    "severitytext",
    "severity_text"
  };

  private static final int LONGEST = 13;
  private static final String LOG = "log";

  private LevelKey() {}

  /// Of the outermost object; else of `log` in it, where Elastic's lines have it.
  ///
  /// @param from where the object begins
  static Optional<Level> inJson(String text, int from) {
    Optional<Level> inner = Optional.empty();
    boolean inLog = false;
    int depth = 0;
    for (int at = from; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> {
          int begin = at + 1;
          at = Quoted.end(text, at);
          int colon = skipBlanks(text, at + 1);
          if (depth <= 2 && colon < text.length() && text.charAt(colon) == ':') {
            boolean wanted = depth == 1 || (inLog && inner.isEmpty());
            Optional<Level> level =
                wanted && isKey(text, begin, at) ? value(text, colon + 1) : Optional.empty();
            if (depth == 1 && level.isPresent()) {
              return level;
            }
            inner = inner.isPresent() ? inner : level;
            if (depth == 1) {
              inLog = at - begin == LOG.length() && text.startsWith(LOG, begin);
            }
          }
        }
        default -> {}
      }
    }
    return inner;
  }

  /// Of a line that may have `level=error` somewhere, but not inside quotes.
  static Optional<Level> inLogfmt(String text) {
    int looked = 0;
    int equals = text.indexOf('=');
    while (equals >= 0) {
      int begin = equals;
      int least = Math.max(looked, equals - LONGEST);
      while (begin > least && text.charAt(begin - 1) > ' ') {
        begin--;
      }
      boolean begins = begin == 0 || text.charAt(begin - 1) <= ' ';
      if (begins && isKey(text, begin, equals)) {
        Optional<Level> level = value(text, equals + 1);
        if (level.isPresent()) {
          return level;
        }
      }
      looked = equals + 1;
      if (text.startsWith("\"", looked)) {
        int end = Quoted.end(text, looked);
        looked = end < text.length() ? end + 1 : looked;
      }
      equals = text.indexOf('=', looked);
    }
    return Optional.empty();
  }

  private static boolean isKey(String text, int from, int to) {
    int length = to - from;
    if (length < 2 || length > LONGEST) {
      return false;
    }
    for (String key : KEYS) {
      if (key.length() == length && text.regionMatches(true, from, key, 0, length)) {
        return true;
      }
    }
    return false;
  }

  /// @param from behind the colon or the equals sign
  private static Optional<Level> value(String text, int from) {
    int at = skipBlanks(text, from);
    if (at < text.length() && text.charAt(at) == '"') {
      at = skipBlanks(text, at + 1);
    }
    int end = at;
    while (end < text.length() && LevelFinder.isOfWord(text.charAt(end))) {
      end++;
    }
    if (end - at > Level.LONGEST_WORD) {
      return Optional.empty();
    }
    String value = text.substring(at, end);
    boolean number = value.length() == 2 && Character.isDigit(value.charAt(0));
    if (!number) {
      return Level.ofWord(value);
    }
    return Character.isDigit(value.charAt(1))
        ? Level.ofNumber(Integer.parseInt(value))
        : Optional.empty();
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
