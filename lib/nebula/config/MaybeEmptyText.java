package nebula.config;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Text where the empty text means something; it is written in quotes, so that nobody says it by
/// leaving the value out.
record MaybeEmptyText(String described) implements ValueType<String> {
  @Override
  public Shape shape() {
    return new Shape.Text(described, "");
  }

  @Override
  public Optional<String> read(Value value) {
    if (value.node() instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    value.mustBe(described);
    return Optional.empty();
  }
}
