package nebula.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/// A map whose keys are names of the user's choice, each with a value of one type; bad entries are
/// left out after their problem was added.
record NamedType<T>(String described, TextType name, ValueType<T> value)
    implements ValueType<Map<String, T>> {

  @Override
  public Shape shape() {
    return new Shape.NamesTo(described, name.shape(), value.shape());
  }

  @Override
  public Optional<Map<String, T>> read(Value map) {
    if (!(map.node() instanceof MappingNode node)) {
      map.mustBe(described);
      return Optional.empty();
    }
    Map<String, T> entries = new LinkedHashMap<>();
    Map<String, Value> seen = new HashMap<>();
    for (NodeTuple entry : node.getValue()) {
      Value key = new Value(entry.getKeyNode(), map.label(), map.source());
      Optional<String> named = name.read(key);
      Value first = named.isEmpty() ? null : seen.putIfAbsent(named.get(), key);
      if (first != null) {
        key.problem(
            "the name '" + named.get() + "' is here twice",
            "take one away; the first is at " + first.position());
      } else if (named.isPresent()) {
        Value entryValue = map.member(entry.getValueNode(), named.get());
        readEntry(key, entryValue).ifPresent(read -> entries.put(named.get(), read));
      }
    }
    return Optional.of(entries);
  }

  private Optional<T> readEntry(Value key, Value entry) {
    if (YamlFile.isNothing(entry.node())) {
      key.problem("'" + entry.label() + "' has no value", "give it one or take the name away");
      return Optional.empty();
    }
    return value.read(entry);
  }
}
