package nebula.image;

import java.util.List;
import java.util.OptionalInt;

/// Understands what a builder prints while it builds. Not for several threads.
interface BuildOutput {
  /// Lines of a failed step that are kept.
  int KEPT_LINES = 20;

  void line(String text);

  /// The step that is worked on, such as `build 5/9 RUN pnpm install`; empty before the first.
  String step();

  /// After a build that failed.
  Failed failed();

  /// @param step where it failed; empty when it was before any
  /// @param line of the Dockerfile, counted from 1; empty when the builder does not tell
  /// @param why in the builder's words
  /// @param lastLines what the step printed
  record Failed(String step, OptionalInt line, String why, List<String> lastLines) {
    public Failed {
      lastLines = List.copyOf(lastLines);
    }
  }

  /// Without the colours that programs print.
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    boolean inEscape = false;
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (inEscape) {
        inEscape = !Character.isLetter(next);
      } else if (next == '\u001b') {
        inEscape = true;
      } else {
        plain.append(next);
      }
    }
    return plain.toString();
  }
}
