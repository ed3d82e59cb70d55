package nebula.config;

import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Text that a rule holds for.
///
/// @param complaint what is wrong with a text and the mend; empty when it is good
record TextType(Shape.Text shape, Function<String, Optional<Complaint>> complaint)
    implements ValueType<String> {

  /// @param what follows the key and its value, as in `'name' is 'A_b': …`
  record Complaint(String what, String mend) {}

  static TextType any(String described) {
    return new TextType(new Shape.Text(described, ""), _ -> Optional.empty());
  }

  @Override
  public Optional<String> read(Value value) {
    if (!(value.node() instanceof ScalarNode scalar) || YamlFile.isNothing(scalar)) {
      value.mustBe(shape.described());
      return Optional.empty();
    }
    String text = scalar.getValue();
    if (text.isBlank()) {
      value.problem("'" + value.label() + "' is empty", "it must be " + shape.described());
      return Optional.empty();
    }
    if (text.indexOf('\0') >= 0) {
      value.problem("'" + value.label() + "' has a character U+0000", "take it out");
      return Optional.empty();
    }
    Optional<Complaint> wrong = complaint.apply(text);
    if (wrong.isEmpty()) {
      return Optional.of(text);
    }
    String subject = "'" + value.label() + "' is " + value.described();
    value.problem(subject + ": " + wrong.get().what(), wrong.get().mend());
    return Optional.empty();
  }
}
