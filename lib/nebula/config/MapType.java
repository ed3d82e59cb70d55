package nebula.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nebula.model.Position;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A map with known keys; unknown ones are errors.
///
/// @param build makes the result of what was read; empty when that was too little
record MapType<T>(String described, List<Key<?>> keys, Function<Section, Optional<T>> build)
    implements ValueType<T> {

  /// A map that is looked at later.
  static MapType<Section> ofSection(String described, List<Key<?>> keys) {
    return new MapType<>(described, keys, Optional::of);
  }

  @Override
  public Shape shape() {
    return new Shape.MapOf(described, keys);
  }

  @Override
  public Optional<T> read(Value value) {
    if (!(value.node() instanceof MappingNode map)) {
      value.mustBe(described);
      return Optional.empty();
    }
    Section section = Section.empty(value);
    Map<String, Value> seen = new HashMap<>();
    for (NodeTuple entry : map.getValue()) {
      Value keyValue = new Value(entry.getKeyNode(), value.label(), value.source());
      if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
        keyValue.problem("a key is " + keyValue.described(), "a key must be a word");
        continue;
      }
      Value first = seen.putIfAbsent(scalar.getValue(), keyValue);
      if (first != null) {
        keyValue.problem(
            "the key '" + scalar.getValue() + "' is here twice",
            "take one away; the first is at " + first.position());
        continue;
      }
      String name = scalar.getValue();
      readEntry(keyValue, name, value.member(entry.getValueNode(), name), section);
    }
    addMissing(section, seen.keySet());
    return build.apply(section);
  }

  private void readEntry(Value keyValue, String name, Value value, Section section) {
    Key<?> key = keyNamed(name);
    if (key == null) {
      addUnknown(keyValue, name);
      return;
    }
    Position place = YamlFile.isNothing(value.node()) ? keyValue.position() : value.position();
    section.places().put(key, place);
    int before = value.source().problems().count();
    if (YamlFile.isNothing(value.node())) {
      keyValue.problem("'" + value.label() + "' has no value", "give it one or take the key away");
    } else {
      Optional<?> read = key.type().read(value);
      if (read.isPresent()) {
        section.read().put(key, read.get());
      }
    }
    if (value.source().problems().count() > before) {
      section.broken().add(key);
    }
  }

  private void addUnknown(Value keyValue, String name) {
    if (name.equals("<<")) {
      keyValue.problem("'<<' (merge) is not read here", "write the keys out");
      return;
    }
    List<String> names = keys.stream().map(Key::name).toList();
    String meant = Synonyms.of(name, names).orElse(name);
    keyValue.problem("unknown key '" + name + "'", Nearest.mend(meant, names, "the keys here are"));
  }

  private void addMissing(Section section, Set<String> present) {
    for (Key<?> key : keys) {
      if (key.required() && !present.contains(key.name())) {
        String label = section.value().label();
        String path = label.isEmpty() ? key.name() : label + "." + key.name();
        section.value().problem("'" + path + "' is missing", "add '" + key.name() + ":'");
      }
    }
  }

  private Key<?> keyNamed(String name) {
    for (Key<?> key : keys) {
      if (key.name().equals(name)) {
        return key;
      }
    }
    return null;
  }
}
