package nebula.config;

import nebula.model.Position;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// What stands at one place of a file.
///
/// @param label the keys that lead there, such as `ports[0].local`; empty for a whole document
record Value(Node node, String label, Source source) {
  private static final int SHOWN_CHARACTERS = 40;

  Position position() {
    return source.at(node.getStartMark());
  }

  Value item(Node item, int index) {
    return new Value(item, label + "[" + index + "]", source);
  }

  Value member(Node member, String key) {
    return new Value(member, label.isEmpty() ? key : label + "." + key, source);
  }

  void problem(String what, String mend) {
    source.problems().add(position(), what, mend);
  }

  /// A problem of the form `'ports' is text 'abc'; it must be a list of ports`.
  void mustBe(String wanted) {
    String subject = label.isEmpty() ? "the document" : "'" + label + "'";
    problem(subject + " is " + described(), "it must be " + wanted);
  }

  String described() {
    return switch (node) {
      case MappingNode _ -> "a map";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when YamlFile.isNothing(scalar) -> "without a value";
      case ScalarNode scalar -> (scalar.isPlain() ? "" : "text ") + "'" + shortened(scalar) + "'";
      default -> "something else";
    };
  }

  private static String shortened(ScalarNode scalar) {
    String text = scalar.getValue().replace('\n', ' ');
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
