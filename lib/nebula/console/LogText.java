package nebula.console;

import java.util.ArrayList;
import java.util.List;
import nebula.event.TerminalLine;

/// Makes a line that a container wrote safe to show: no control sequence of it reaches the terminal
/// but its colours, which show where colour is wanted. Joiners, variation selectors and direction
/// marks go too, because terminals do not agree on how wide they make things, and because the
/// latter can hide text.
final class LogText implements TerminalLine.Reader {
  private static final int TAB = 8;

  private final String raw;
  private final int limit;
  private final List<Text.Piece> pieces = new ArrayList<>();
  private final StringBuilder pending = new StringBuilder();
  private String sgr = "";
  private int cells;

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
    TerminalLine line = new TerminalLine(raw, this);
    boolean more = true;
    while (more && cells <= limit) {
      more = line.next();
    }
    endPiece();
    return new Text(pieces);
  }

  @Override
  public void sign(int codePoint) {
    if (codePoint == '\t') {
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

  @Override
  public void colour(String parameters) {
    endPiece();
    boolean reset = parameters.isEmpty() || parameters.equals("0") || parameters.startsWith("0;");
    if (reset || sgr.isEmpty() || sgr.length() > 100) {
      sgr = parameters.equals("0") ? "" : parameters;
    } else {
      sgr = sgr + ";" + parameters;
    }
  }

  private void endPiece() {
    if (!pending.isEmpty()) {
      pieces.add(new Text.Piece(sgr, pending.toString()));
      pending.setLength(0);
    }
  }
}
