package nebula.console;

import java.util.ArrayList;
import java.util.List;

/// Makes a line that a container wrote safe to show: no control sequence of it reaches the terminal
/// but its colours, which show where colour is wanted. Joiners, variation selectors and direction
/// marks go too, because terminals do not agree on how wide they make things, and because the
/// latter can hide text.
final class LogText {
  private static final int TAB = 8;

  private final String raw;
  private final int limit;
  private final List<Text.Piece> pieces = new ArrayList<>();
  private final StringBuilder pending = new StringBuilder();
  private String sgr = "";
  private int cells;
  private int index;

  private LogText(String raw, int limit) {
    this.raw = raw;
    this.limit = limit;
  }

  /// @param limit reading stops after so many cells, however long the line is; one cell more is
  ///   read so that a cut can be seen
  static Text of(String raw, int limit) {
    return new LogText(raw, limit).read();
  }

  private Text read() {
    index = lastOverwrite();
    while (index < raw.length() && cells <= limit) {
      int codePoint = raw.codePointAt(index);
      index += Character.charCount(codePoint);
      take(codePoint);
    }
    endPiece();
    return new Text(pieces);
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
    if (codePoint == Theme.ESCAPE) {
      escape();
    } else if (codePoint == 0x9b) {
      controlSequence();
    } else if (codePoint == '\t') {
      int blanks = TAB - cells % TAB;
      pending.repeat(' ', blanks);
      cells += blanks;
    } else if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      add(0xfffd);
    } else if (visible(codePoint)) {
      add(codePoint);
    }
  }

  private void add(int codePoint) {
    pending.appendCodePoint(codePoint);
    cells += Cells.of(codePoint);
  }

  private static boolean visible(int codePoint) {
    if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) {
      return false;
    }
    boolean selector = codePoint >= 0xfe00 && codePoint <= 0xfe0f;
    return codePoint < 0x300 || (!selector && Character.getType(codePoint) != Character.FORMAT);
  }

  private void escape() {
    if (index >= raw.length()) {
      return;
    }
    char kind = raw.charAt(index++);
    switch (kind) {
      case '[' -> controlSequence();
      case ']', 'P', 'X', '^', '_' -> skipString();
      default -> {
        if (kind >= 0x20 && kind <= 0x2f) {
          skipWhile(0x20, 0x2f);
          index = Math.min(raw.length(), index + 1);
        }
      }
    }
  }

  /// Parameters (0x30 to 0x3f), intermediates (0x20 to 0x2f), and the letter that says what it is.
  private void controlSequence() {
    int start = index;
    skipWhile(0x20, 0x3f);
    if (index >= raw.length()) {
      return;
    }
    String parameters = raw.substring(start, index);
    char last = raw.charAt(index);
    if (last < 0x40 || last > 0x7e) {
      return;
    }
    index++;
    if (last == 'm') {
      changeLook(parameters);
    }
  }

  private void changeLook(String parameters) {
    for (int at = 0; at < parameters.length(); at++) {
      char sign = parameters.charAt(at);
      if (sign != ';' && sign != ':' && (sign < '0' || sign > '9')) {
        return;
      }
    }
    endPiece();
    boolean reset = parameters.isEmpty() || parameters.equals("0") || parameters.startsWith("0;");
    if (reset || sgr.isEmpty() || sgr.length() > 100) {
      sgr = parameters.equals("0") ? "" : parameters;
    } else {
      sgr = sgr + ";" + parameters;
    }
  }

  /// Window titles, links and the like: up to BEL or the string terminator.
  private void skipString() {
    while (index < raw.length()) {
      char next = raw.charAt(index++);
      if (next == 0x07 || next == 0x9c) {
        return;
      }
      if (next == Theme.ESCAPE) {
        if (index < raw.length() && raw.charAt(index) == '\\') {
          index++;
        }
        return;
      }
    }
  }

  private void skipWhile(int from, int to) {
    while (index < raw.length() && raw.charAt(index) >= from && raw.charAt(index) <= to) {
      index++;
    }
  }

  private void endPiece() {
    if (!pending.isEmpty()) {
      pieces.add(new Text.Piece(sgr, pending.toString()));
      pending.setLength(0);
    }
  }
}
