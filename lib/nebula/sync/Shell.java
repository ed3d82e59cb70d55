package nebula.sync;

import java.util.List;

/// Text for a POSIX shell.
final class Shell {
  /// Of words in one command: far below what a kernel takes.
  private static final int MOST_WORDS = 400;

  private Shell() {}

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /// One line for each few hundred words, so that no command is too long.
  static void lines(StringBuilder script, String command, List<String> words, String end) {
    for (int at = 0; at < words.size(); at += MOST_WORDS) {
      script.append(command);
      for (String word : words.subList(at, Math.min(at + MOST_WORDS, words.size()))) {
        script.append(' ').append(quoted(word));
      }
      script.append(end).append('\n');
    }
  }
}
