package nebula.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A command written as one text, which is split at spaces outside quotes. No shell reads it.
///
/// @param words without their quotes
/// @param onlyShell the first part that means something to a shell only, such as `&&` or `$HOME`
/// @param openQuote the quote that is not closed
public record CommandText(
    List<String> words, Optional<String> onlyShell, Optional<Character> openQuote) {
  private static final Set<String> OPERATORS = Set.of("&&", "||", "|", ";", "&");
  private static final Set<String> FIRST_WORDS =
      Set.of(
          "while", "until", "for", "if", "case", "cd", "export", "source", ".", "eval", "exec",
          "set", "unset", "alias", "ulimit", "umask", "{", "(", "[[");

  public CommandText {
    words = List.copyOf(words);
  }

  public static CommandText of(String text) {
    List<Word> words = new ArrayList<>();
    Word word = null;
    char quote = 0;
    for (char letter : text.toCharArray()) {
      if (quote == 0 && Character.isWhitespace(letter)) {
        word = null;
        continue;
      }
      if (word == null) {
        word = new Word(words.isEmpty());
        words.add(word);
      }
      if (quote != 0 ? letter == quote : letter == '"' || letter == '\'') {
        quote = quote == 0 ? letter : 0;
      } else {
        word.add(letter, quote);
      }
    }
    return new CommandText(
        words.stream().map(Word::text).toList(),
        words.stream().flatMap(each -> each.onlyShell().stream()).findFirst(),
        quote == 0 ? Optional.empty() : Optional.of(quote));
  }

  /// One word while it is read.
  private static final class Word {
    private final boolean first;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder unquoted = new StringBuilder();

    /// A shell leaves what stands in single quotes as it is, and looks at all else.
    private final StringBuilder expandable = new StringBuilder();

    Word(boolean first) {
      this.first = first;
    }

    void add(char letter, char quote) {
      text.append(letter);
      if (quote == 0) {
        unquoted.append(letter);
      }
      if (quote != '\'') {
        expandable.append(letter);
      }
    }

    String text() {
      return text.toString();
    }

    Optional<String> onlyShell() {
      String bare = unquoted.toString();
      boolean onlyShell =
          OPERATORS.contains(bare)
              || bare.endsWith(";")
              || redirects(bare)
              || isExpanded(expandable.toString())
              || first && (FIRST_WORDS.contains(bare) || assigns(bare));
      return onlyShell
          ? Optional.of(bare.isEmpty() ? expandable.toString() : bare)
          : Optional.empty();
    }
  }

  /// Such as `>file` and `2>&1`.
  private static boolean redirects(String word) {
    int sign = !word.isEmpty() && "012&".indexOf(word.charAt(0)) >= 0 ? 1 : 0;
    return word.startsWith(">", sign) || word.startsWith("<", sign);
  }

  /// Such as `PORT=80`.
  private static boolean assigns(String word) {
    String name = word.substring(0, Math.max(0, word.indexOf('=')));
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  private static boolean isExpanded(String word) {
    for (int at = 0; at < word.length(); at++) {
      char next = at + 1 < word.length() ? word.charAt(at + 1) : ' ';
      boolean name = Character.isLetter(next) || "_{(".indexOf(next) >= 0;
      if (word.charAt(at) == '`' || word.charAt(at) == '$' && name) {
        return true;
      }
    }
    return false;
  }
}
