package nebula.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A list of values of one type; bad items are left out after their problem was added.
///
/// @param bareMap whether a map alone is a list of one
record ListType<T>(String described, ValueType<T> item, boolean bareMap)
    implements ValueType<List<T>> {

  static <T> ListType<T> of(String described, ValueType<T> item) {
    return new ListType<>(described, item, false);
  }

  static <T> ListType<T> oneOrMore(String described, ValueType<T> item) {
    return new ListType<>(described, item, true);
  }

  @Override
  public Shape shape() {
    Shape list = new Shape.ListOf(described, item.shape());
    return bareMap ? new Shape.Either(described, List.of(item.shape(), list)) : list;
  }

  /// Of what stands alone where a list is wanted.
  private static String example(Value value) {
    return value.node() instanceof ScalarNode scalar && isWord(scalar.getValue())
        ? ", such as [" + scalar.getValue() + "]"
        : "";
  }

  private static boolean isWord(String text) {
    return !text.isBlank()
        && text.length() <= 40
        && text.chars().allMatch(it -> Character.isLetterOrDigit(it) || "-_./ ".indexOf(it) >= 0);
  }

  @Override
  public Optional<List<T>> read(Value value) {
    if (bareMap && value.node() instanceof MappingNode) {
      Optional<T> only = item.read(value);
      return only.isEmpty() ? Optional.empty() : Optional.of(List.of(only.get()));
    }
    if (!(value.node() instanceof SequenceNode sequence)) {
      value.mustBe(described + example(value));
      return Optional.empty();
    }
    List<T> items = new ArrayList<>();
    List<Node> nodes = sequence.getValue();
    for (int index = 0; index < nodes.size(); index++) {
      Optional<T> read = item.read(value.item(nodes.get(index), index));
      if (read.isPresent()) {
        items.add(read.get());
      }
    }
    return Optional.of(items);
  }
}
