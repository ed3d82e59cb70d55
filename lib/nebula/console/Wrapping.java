package nebula.console;

import java.util.ArrayList;
import java.util.List;

/// Breaks a sentence into lines between words; a word longer than a line is broken inside.
final class Wrapping {
  private Wrapping() {}

  static List<String> lines(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    String rest = sentence.strip();
    while (Cells.of(rest) > width) {
      int fitting = Math.max(Cells.fitting(rest, width), firstCharacter(rest));
      int space = rest.lastIndexOf(' ', fitting);
      int end = space > 0 ? space : fitting;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  /// As {@link #lines(String, int)}, with the last line ending in an ellipsis when more was left.
  static List<String> lines(String sentence, int width, int limit, String ellipsis) {
    List<String> lines = lines(sentence, width);
    if (lines.size() <= limit) {
      return lines;
    }
    List<String> kept = new ArrayList<>(lines.subList(0, limit - 1));
    String last = lines.get(limit - 1);
    int room = Math.max(0, width - Cells.of(ellipsis));
    kept.add(last.substring(0, Cells.fitting(last, room)).stripTrailing() + ellipsis);
    return kept;
  }

  private static int firstCharacter(String text) {
    return Character.charCount(text.codePointAt(0));
  }
}
