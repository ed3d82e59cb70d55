package nebula.logs;

/// Makes what a container wrote one line that harms no terminal, file or page: of all control
/// sequences only colours (SGR) stay, of control characters only the tab, and halves of characters
/// become U+FFFD.
final class CleanText {
  private static final char ESCAPE = 0x1b;

  private final String raw;
  private final StringBuilder clean;
  private int at;

  private CleanText(String raw) {
    this.raw = raw;
    this.clean = new StringBuilder(raw.length());
  }

  static String of(String raw) {
    return isClean(raw) ? raw : new CleanText(raw).read();
  }

  /// What is left without colours.
  static String plain(String clean) {
    int escape = clean.indexOf(ESCAPE);
    if (escape < 0) {
      return clean;
    }
    StringBuilder plain = new StringBuilder(clean.length());
    int from = 0;
    while (escape >= 0) {
      plain.append(clean, from, escape);
      int end = clean.indexOf('m', escape);
      from = end < 0 ? clean.length() : end + 1;
      escape = clean.indexOf(ESCAPE, from);
    }
    return plain.append(clean, from, clean.length()).toString();
  }

  /// Nearly every line is.
  private static boolean isClean(String raw) {
    for (int index = 0; index < raw.length(); index++) {
      char sign = raw.charAt(index);
      if ((sign < 0x20 && sign != '\t') || sign >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private String read() {
    at = lastOverwrite();
    while (at < raw.length()) {
      int codePoint = raw.codePointAt(at);
      at += Character.charCount(codePoint);
      take(codePoint);
    }
    return clean.toString();
  }

  /// A progress bar writes itself again after each carriage return: only the last is of interest.
  private int lastOverwrite() {
    int end = raw.length();
    while (end > 0 && (raw.charAt(end - 1) == '\r' || raw.charAt(end - 1) == '\n')) {
      end--;
    }
    return end == 0 ? raw.length() : raw.lastIndexOf('\r', end - 1) + 1;
  }

  private void take(int codePoint) {
    if (codePoint == ESCAPE) {
      escape();
    } else if (codePoint == 0x9b) {
      controlSequence();
    } else if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      clean.append('\ufffd');
    } else if (visible(codePoint)) {
      clean.appendCodePoint(codePoint);
    } else if (codePoint == '\n' || codePoint == 0x2028 || codePoint == 0x2029) {
      clean.append(' ');
    }
  }

  /// Direction marks can hide text; nothing of format is needed to read a log.
  private static boolean visible(int codePoint) {
    if (codePoint == '\t') {
      return true;
    }
    if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) {
      return false;
    }
    int type = codePoint < 0x300 ? Character.OTHER_LETTER : Character.getType(codePoint);
    return type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private void escape() {
    if (at >= raw.length()) {
      return;
    }
    char kind = raw.charAt(at++);
    switch (kind) {
      case '[' -> controlSequence();
      case ']', 'P', 'X', '^', '_' -> skipString();
      default -> {
        if (kind >= 0x20 && kind <= 0x2f) {
          skipWhile(0x20, 0x2f);
          at = Math.min(raw.length(), at + 1);
        }
      }
    }
  }

  /// Parameters (0x30 to 0x3f), intermediates (0x20 to 0x2f), and the letter that says what it is.
  private void controlSequence() {
    int start = at;
    skipWhile(0x20, 0x3f);
    if (at >= raw.length() || raw.charAt(at) < 0x40 || raw.charAt(at) > 0x7e) {
      return;
    }
    String parameters = raw.substring(start, at);
    char last = raw.charAt(at++);
    boolean colour =
        parameters.chars().allMatch(sign -> sign >= '0' && sign <= ';') && parameters.length() < 64;
    if (last == 'm' && colour) {
      clean.append(ESCAPE).append('[').append(parameters).append('m');
    }
  }

  /// Window titles, links and the like: up to BEL or the string terminator.
  private void skipString() {
    while (at < raw.length()) {
      char next = raw.charAt(at++);
      if (next == 0x07 || next == 0x9c) {
        return;
      }
      if (next == ESCAPE) {
        if (at < raw.length() && raw.charAt(at) == '\\') {
          at++;
        }
        return;
      }
    }
  }

  private void skipWhile(int from, int to) {
    while (at < raw.length() && raw.charAt(at) >= from && raw.charAt(at) <= to) {
      at++;
    }
  }
}
