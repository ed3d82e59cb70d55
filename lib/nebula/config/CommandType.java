package nebula.config;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A command: a list of its words, or a text that is split at spaces outside quotes. No shell reads
/// it, so what only a shell does is an error here instead of a surprise later.
final class CommandType implements ValueType<List<String>> {
  private static final String DESCRIBED = "a command: a text, or a list of its words";
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
    CommandText command = CommandText.of(text);
    if (command.openQuote().isPresent()) {
      value.problem(
          "'%s' has a quote %s that is not closed"
              .formatted(value.label(), command.openQuote().get()),
          "close it");
      return Optional.empty();
    }
    if (command.onlyShell().isPresent()) {
      value.problem(
          "'%s' has '%s', which only a shell understands"
              .formatted(value.label(), command.onlyShell().get()),
          "write [sh, -c, \"…\"]");
      return Optional.empty();
    }
    return Optional.of(command.words());
  }
}
