package nebula.kube;

import java.nio.file.Path;
import java.util.Optional;
import nebula.model.Position;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What stands at one place of a manifest.
record ManifestNode(Node node, Path file) {
  private static final int SHOWN_CHARACTERS = 40;

  Position position() {
    return node.getStartMark()
        .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Position.startOf(file));
  }

  ManifestNode at(Node other) {
    return new ManifestNode(other, file);
  }

  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  /// Empty when the key is not there or has no value.
  Optional<ManifestNode> member(String key) {
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return Optional.of(at(entry.getValueNode())).filter(value -> !value.isNothing());
        }
      }
    }
    return Optional.empty();
  }

  /// The text of a scalar, whatever its type.
  Optional<String> scalar() {
    return node instanceof ScalarNode scalar && !isNothing()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  String described() {
    return switch (node) {
      case MappingNode _ -> "a map";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) ->
          "text '" + shortened(scalar.getValue()) + "'";
      case ScalarNode scalar -> shortened(scalar.getValue());
      default -> "something else";
    };
  }

  private static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
