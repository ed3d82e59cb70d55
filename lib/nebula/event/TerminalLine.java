package nebula.event;

/// Reads a line that a container wrote as a terminal would: sign by sign, with its control
/// sequences. Of those only colours (SGR) are told of; window titles, cursor movements and the like
/// are passed over whole.
public final class TerminalLine {
  public static final char ESCAPE = 0x1b;

  private final String raw;
  private final Reader reader;
  private int at;

  /// Gets what is read, in order.
  public interface Reader {
    /// Any sign that is not part of a control sequence, control characters and halves of characters
    /// among them.
    void sign(int codePoint);

    /// @param parameters of an SGR sequence: digits, `;` and `:` only
    void colour(String parameters);
  }

  public TerminalLine(String raw, Reader reader) {
    this.raw = raw;
    this.reader = reader;
    this.at = lastOverwrite(raw);
  }

  /// Reads one sign or sequence.
  ///
  /// @return whether there was one
  public boolean next() {
    if (at >= raw.length()) {
      return false;
    }
    int codePoint = raw.codePointAt(at);
    at += Character.charCount(codePoint);
    switch (codePoint) {
      case ESCAPE -> escape();
      case 0x9b -> controlSequence();
      default -> reader.sign(codePoint);
    }
    return true;
  }

  /// A progress bar writes itself again after each carriage return: only the last is of interest.
  private static int lastOverwrite(String raw) {
    int end = raw.length();
    while (end > 0 && (raw.charAt(end - 1) == '\r' || raw.charAt(end - 1) == '\n')) {
      end--;
    }
    return end == 0 ? raw.length() : raw.lastIndexOf('\r', end - 1) + 1;
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
    if (raw.charAt(at++) == 'm' && isColour(parameters)) {
      reader.colour(parameters);
    }
  }

  private static boolean isColour(String parameters) {
    for (int index = 0; index < parameters.length(); index++) {
      if (parameters.charAt(index) < '0' || parameters.charAt(index) > ';') {
        return false;
      }
    }
    return true;
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
