package nebula.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A command: a list of its words, or a text that is split at spaces outside quotes. No shell reads
/// it, so what only a shell does is an error here instead of a surprise later.
final class CommandType implements ValueType<List<String>> {
  private static final String DESCRIBED = "a command: a text, or a list of its words";
  private static final Set<String> ONLY_SHELL = Set.of("&&", "||", "|", ";", ">", ">>", "<", "&");
  private static final ListType<String> WORDS =
      ListType.of(DESCRIBED, TextType.any("a word of the command"));

  @Override
  public Shape shape() {
    return new Shape.Either(
        DESCRIBED,
        List.of(
            new Shape.Text("a text", ""),
            new Shape.ListOf("a list of words", WORDS.item().shape())));
  }

  @Override
  public Optional<List<String>> read(Value value) {
    Optional<List<String>> words = words(value);
    if (words.isPresent() && words.get().isEmpty()) {
      value.problem("'" + value.label() + "' is empty", "it must be " + DESCRIBED);
      return Optional.empty();
    }
    return words;
  }

  private static Optional<List<String>> words(Value value) {
    if (value.node() instanceof SequenceNode) {
      return WORDS.read(value);
    }
    if (value.node() instanceof ScalarNode scalar && !YamlFile.isNothing(scalar)) {
      return split(value, scalar.getValue());
    }
    value.mustBe(DESCRIBED);
    return Optional.empty();
  }

  private static Optional<List<String>> split(Value value, String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (char letter : text.toCharArray()) {
      if (quote != 0 ? letter == quote : letter == '"' || letter == '\'') {
        quote = quote == 0 ? letter : 0;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(letter)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(letter);
        inWord = true;
      }
    }
    if (quote != 0) {
      value.problem(
          "'" + value.label() + "' has a quote " + quote + " that is not closed", "close it");
      return Optional.empty();
    }
    if (inWord) {
      words.add(word.toString());
    }
    return noShell(value, words);
  }

  private static Optional<List<String>> noShell(Value value, List<String> words) {
    for (String word : words) {
      if (ONLY_SHELL.contains(word)) {
        value.problem(
            "'" + value.label() + "' has '" + word + "', which only a shell understands",
            "write [sh, -c, \"…\"]");
        return Optional.empty();
      }
    }
    return Optional.of(words);
  }
}
