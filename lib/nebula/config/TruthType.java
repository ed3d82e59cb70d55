package nebula.config;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// `true` or `false`, and none of YAML 1.1's other words for them.
record TruthType(List<Boolean> values) implements ValueType<Boolean> {
  static TruthType either() {
    return new TruthType(List.of(true, false));
  }

  /// For a key whose being there is what it says.
  static TruthType onlyTrue() {
    return new TruthType(List.of(true));
  }

  @Override
  public Shape shape() {
    return new Shape.Truth(values);
  }

  @Override
  public Optional<Boolean> read(Value value) {
    if (value.node() instanceof ScalarNode scalar && scalar.isPlain()) {
      for (Boolean allowed : values) {
        if (scalar.getValue().equals(allowed.toString())) {
          return Optional.of(allowed);
        }
      }
    }
    value.mustBe(shape().described());
    return Optional.empty();
  }
}
