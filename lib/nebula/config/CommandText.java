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
    List<String> words = new ArrayList<>();
    Optional<String> onlyShell = Optional.empty();
    StringBuilder word = new StringBuilder();
    StringBuilder bare = new StringBuilder();
    StringBuilder expanded = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (char letter : (text + " ").toCharArray()) {
      if (quote != 0 ? letter == quote : letter == '"' || letter == '\'') {
        quote = quote == 0 ? letter : 0;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(letter)) {
        if (inWord) {
          if (onlyShell.isEmpty()) {
            onlyShell = shell(words.isEmpty(), bare.toString(), expanded.toString());
          }
          words.add(word.toString());
        }
        word.setLength(0);
        bare.setLength(0);
        expanded.setLength(0);
        inWord = false;
      } else {
        word.append(letter);
        if (quote == 0) {
          bare.append(letter);
        }
        if (quote != '\'') {
          expanded.append(letter);
        }
        inWord = true;
      }
    }
    return new CommandText(words, onlyShell, quote == 0 ? Optional.empty() : Optional.of(quote));
  }

  /// @param bare the word without what stands in quotes
  /// @param expanded without what stands in single quotes, which a shell leaves as it is
  private static Optional<String> shell(boolean first, String bare, String expanded) {
    boolean onlyShell =
        OPERATORS.contains(bare)
            || bare.endsWith(";")
            || redirects(bare)
            || isExpanded(expanded)
            || first && (FIRST_WORDS.contains(bare) || assigns(bare));
    return onlyShell ? Optional.of(bare.isEmpty() ? expanded : bare) : Optional.empty();
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
