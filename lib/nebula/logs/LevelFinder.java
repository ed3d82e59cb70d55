package nebula.logs;

import java.util.Optional;

/// Finds the level of a line: in JSON and logfmt by its key, in plain text by the words that stand
/// before the message. Runs for every line of every service, so it looks at the beginning only and
/// makes no objects but the words that it asks about.
final class LevelFinder {
  private static final int LOOKED_AT = 400;
  private static final int PLAIN_LOOKED_AT = 90;
  private static final String[] KEYS = {"level", "severity", "lvl", "loglevel", "log.level"};

  private LevelFinder() {}

  /// @param text without control sequences
  static Optional<Level> of(String text) {
    String head = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    if (head.startsWith("{")) {
      return keyed(head, '"', ':');
    }
    Optional<Level> keyed = head.indexOf('=') >= 0 ? keyed(head, ' ', '=') : Optional.empty();
    return keyed.isPresent() ? keyed : plain(head);
  }

  /// @param before what stands before the key; a line's beginning does too
  private static Optional<Level> keyed(String head, char before, char after) {
    for (String key : KEYS) {
      int at = head.indexOf(key);
      while (at >= 0) {
        boolean begins = at == 0 || head.charAt(at - 1) == before;
        Optional<Level> level = begins ? valued(head, at + key.length(), after) : Optional.empty();
        if (level.isPresent()) {
          return level;
        }
        at = head.indexOf(key, at + 1);
      }
    }
    return Optional.empty();
  }

  private static Optional<Level> valued(String head, int from, char after) {
    int at = from;
    while (at < head.length() && (head.charAt(at) == '"' || head.charAt(at) == ' ')) {
      at++;
    }
    if (at >= head.length() || head.charAt(at) != after) {
      return Optional.empty();
    }
    at++;
    while (at < head.length() && (head.charAt(at) == '"' || head.charAt(at) == ' ')) {
      at++;
    }
    int end = at;
    while (end < head.length() && isOfWord(head.charAt(end))) {
      end++;
    }
    String value = head.substring(at, end);
    boolean number = value.length() == 2 && Character.isDigit(value.charAt(0));
    return number ? Level.ofNumber(Integer.parseInt(value, 10)) : Level.ofWord(value);
  }

  /// `ERROR:`, `[error]`, `<warn>` or `2026-… INFO …`: a word in capitals, or one that signs set
  /// apart. And klog's `E1124 07:00:00`.
  private static Optional<Level> plain(String head) {
    Optional<Level> klog = klog(head);
    if (klog.isPresent()) {
      return klog;
    }
    int limit = Math.min(head.length(), PLAIN_LOOKED_AT);
    int at = 0;
    while (at < limit) {
      if (!isLetter(head.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < head.length() && isOfWord(head.charAt(end))) {
        end++;
      }
      if (end - at >= 3 && end - at <= 11 && isSetApart(head, at, end)) {
        Optional<Level> level = Level.ofWord(head.substring(at, end));
        if (level.isPresent()) {
          return level;
        }
      }
      at = end;
    }
    return Optional.empty();
  }

  private static boolean isSetApart(String head, int from, int to) {
    boolean capitals = true;
    for (int at = from; at < to; at++) {
      capitals &= head.charAt(at) >= 'A' && head.charAt(at) <= 'Z';
    }
    char before = from == 0 ? ' ' : head.charAt(from - 1);
    char after = to >= head.length() ? ' ' : head.charAt(to);
    boolean enclosed = (before == '[' && after == ']') || (before == '<' && after == '>');
    boolean heads = after == ':' && (from == 0 || before == ' ');
    return capitals || enclosed || heads;
  }

  private static Optional<Level> klog(String head) {
    if (head.length() < 6 || "IWEF".indexOf(head.charAt(0)) < 0 || head.charAt(5) != ' ') {
      return Optional.empty();
    }
    for (int at = 1; at < 5; at++) {
      if (!isDigit(head.charAt(at))) {
        return Optional.empty();
      }
    }
    return Level.ofSign(head.charAt(0));
  }

  private static boolean isOfWord(char sign) {
    return isLetter(sign) || isDigit(sign);
  }

  private static boolean isLetter(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }
}
