package nebula.logs;

import nebula.event.TerminalLine;

/// Makes what a container wrote one line that harms no terminal, file or page: of all control
/// sequences only colours (SGR) stay, of control characters only the tab, and halves of characters
/// become U+FFFD.
final class CleanText implements TerminalLine.Reader {
  private static final char ESCAPE = TerminalLine.ESCAPE;
  private static final int LONGEST_COLOUR = 64;

  private final String raw;
  private final StringBuilder clean;

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
    TerminalLine line = new TerminalLine(raw, this);
    while (line.next()) {
      // Each sign goes to the methods below.
    }
    return clean.toString();
  }

  @Override
  public void sign(int codePoint) {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      clean.append('\ufffd');
    } else if (visible(codePoint)) {
      clean.appendCodePoint(codePoint);
    } else if (codePoint == '\n' || codePoint == 0x2028 || codePoint == 0x2029) {
      clean.append(' ');
    }
  }

  @Override
  public void colour(String parameters) {
    if (parameters.length() < LONGEST_COLOUR) {
      clean.append(ESCAPE).append('[').append(parameters).append('m');
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
}
