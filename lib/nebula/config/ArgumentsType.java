package nebula.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.config.TextType.Complaint;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Build arguments in either form of Compose: a map, or a list of `NAME=value`, where a name alone
/// takes its value from the environment.
final class ArgumentsType implements ValueType<Map<String, Optional<String>>> {
  private static final String DESCRIBED =
      "a map of the names of `ARG`s to their values, or a list of NAME=value";
  private static final TextType ITEM =
      new TextType(
          new Shape.Text(
              "NAME=value, or NAME alone for the value of your environment",
              "^[A-Za-z_][A-Za-z0-9_]*(=[\\s\\S]*)?$"),
          ArgumentsType::complaint);

  private final NamedType<String> named;

  ArgumentsType(TextType name) {
    this.named = new NamedType<>(DESCRIBED, name, new MaybeEmptyText("text"));
  }

  @Override
  public Shape shape() {
    return new Shape.Either(
        DESCRIBED, List.of(named.shape(), new Shape.ListOf("a list of NAME=value", ITEM.shape())));
  }

  @Override
  public Optional<Map<String, Optional<String>>> read(Value value) {
    Map<String, Optional<String>> arguments = new LinkedHashMap<>();
    if (value.node() instanceof SequenceNode list) {
      readItems(value, list.getValue(), arguments);
      return Optional.of(arguments);
    }
    return named
        .read(value)
        .map(values -> {
          values.forEach((name, text) -> arguments.put(name, Optional.of(text)));
          return arguments;
        });
  }

  private static void readItems(
      Value value, List<Node> nodes, Map<String, Optional<String>> arguments) {
    Map<String, Value> seen = new HashMap<>();
    for (int index = 0; index < nodes.size(); index++) {
      Value item = value.item(nodes.get(index), index);
      Optional<String> text = ITEM.read(item);
      if (text.isEmpty()) {
        continue;
      }
      int equals = text.get().indexOf('=');
      String name = equals < 0 ? text.get() : text.get().substring(0, equals);
      Value first = seen.putIfAbsent(name, item);
      if (first == null) {
        arguments.put(
            name, equals < 0 ? Optional.empty() : Optional.of(text.get().substring(equals + 1)));
      } else {
        item.problem(
            "the name '" + name + "' is here twice",
            "take one away; the first is at " + first.position());
      }
    }
  }

  private static Optional<Complaint> complaint(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    return !name.isEmpty() && BuildKeys.isVariable(name)
        ? Optional.empty()
        : Optional.of(
            new Complaint(
                "'" + name + "' is not the name of an ARG",
                "write NAME=value, or NAME alone for the value of your environment"));
  }
}
