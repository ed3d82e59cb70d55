package nebula.console;

import org.jline.utils.WCWidth;

/// Counts the cells that text takes on a terminal: two for Chinese and most emoji, none for
/// combining marks.
final class Cells {
  private Cells() {}

  static int of(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint < 0x20 ? 0 : 1;
    }
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }

  static int of(String text) {
    int cells = 0;
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      cells += of(codePoint);
      index += Character.charCount(codePoint);
    }
    return cells;
  }

  /// How many characters from the beginning fit into so many cells.
  static int fitting(String text, int cells) {
    int left = cells;
    int index = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      left -= of(codePoint);
      if (left < 0) {
        return index;
      }
      index += Character.charCount(codePoint);
    }
    return index;
  }
}
