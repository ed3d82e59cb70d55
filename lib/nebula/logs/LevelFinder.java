package nebula.logs;

import java.util.Optional;

/// Finds the level of a line: in JSON and logfmt by its key, in plain text by the words that stand
/// before the message. Runs for every line of every service, so it makes no objects but the words
/// that it asks about.
final class LevelFinder {
  private static final int PLAIN_LOOKED_AT = 90;

  /// What the head of a line says that no program has caught.
  private static final String[] UNCAUGHT = {
    "Uncaught ", "Unhandled ", "Exception in thread ", "Traceback (most recent call last)"
  };

  private LevelFinder() {}

  /// @param text without control sequences
  static Optional<Level> of(String text) {
    int begin = 0;
    while (begin < text.length() && text.charAt(begin) <= ' ') {
      begin++;
    }
    if (begin < text.length() && text.charAt(begin) == '{') {
      return LevelKey.inJson(text, begin);
    }
    Optional<Level> keyed = LevelKey.inLogfmt(text);
    return keyed.isPresent() ? keyed : plain(text, begin);
  }

  /// `ERROR:`, `[error]`, `<warn>` or `2026-… INFO …`: a word in capitals, or one that signs set
  /// apart. And klog's `E1124 07:00:00`, and a `TypeError: …` that nobody has caught.
  private static Optional<Level> plain(String text, int begin) {
    Optional<Level> klog = klog(text);
    if (klog.isPresent()) {
      return klog;
    }
    if (isException(text, begin)) {
      return Optional.of(Level.ERROR);
    }
    int limit = Math.min(text.length(), PLAIN_LOOKED_AT);
    int at = begin;
    while (at < limit) {
      if (!isLetter(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isOfWord(text.charAt(end))) {
        end++;
      }
      if (end - at >= 3 && end - at <= Level.LONGEST_WORD && isSetApart(text, at, end, begin)) {
        Optional<Level> level = Level.ofWord(text.substring(at, end));
        if (level.isPresent()) {
          return level;
        }
      }
      at = end;
    }
    return Optional.empty();
  }

  /// @param begin of what the line says
  private static boolean isSetApart(String text, int from, int to, int begin) {
    boolean capitals = true;
    for (int at = from; at < to; at++) {
      capitals &= text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
    }
    if (capitals) {
      return true;
    }
    char before = from == 0 ? ' ' : text.charAt(from - 1);
    char after = sign(text, to);
    // `[error    ]` of structlog, `warn  - ` of Next.js.
    int next = to;
    while (sign(text, next) == ' ' && next < text.length()) {
      next++;
    }
    boolean enclosed =
        (before == '[' && sign(text, next) == ']') || (before == '<' && after == '>');
    boolean heads = after == ':' && (from == begin || before == ' ');
    boolean dashed = from == begin && next > to && text.startsWith("- ", next);
    return enclosed || heads || dashed;
  }

  /// `java.lang.IllegalStateException: …`, `TypeError [ERR_CODE]: …`, `Uncaught …`.
  private static boolean isException(String text, int begin) {
    int end = begin;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    boolean ends = sign(text, end) == ':' || end == text.length() || text.startsWith(" [", end);
    if (ends && (endsWith(text, end, "Error") || endsWith(text, end, "Exception"))) {
      return end - begin > "Error".length();
    }
    for (String head : UNCAUGHT) {
      if (text.startsWith(head, begin)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(String text, int end, String wanted) {
    return text.startsWith(wanted, end - wanted.length());
  }

  private static Optional<Level> klog(String text) {
    if (text.length() < 6 || "IWEF".indexOf(text.charAt(0)) < 0 || text.charAt(5) != ' ') {
      return Optional.empty();
    }
    for (int at = 1; at < 5; at++) {
      if (!isDigit(text.charAt(at))) {
        return Optional.empty();
      }
    }
    return Level.ofSign(text.charAt(0));
  }

  private static char sign(String text, int at) {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  static boolean isOfWord(char sign) {
    return isLetter(sign) || isDigit(sign);
  }

  private static boolean isOfName(char sign) {
    return isOfWord(sign) || sign == '.' || sign == '_' || sign == '$';
  }

  private static boolean isLetter(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }
}
