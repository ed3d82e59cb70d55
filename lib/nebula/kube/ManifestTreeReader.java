package nebula.kube;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nebula.config.Problems;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Makes plain values of nodes: maps with text keys, lists, texts, whole and decimal numbers, truth
/// values and null, as JSON has them.
final class ManifestTreeReader {
  private final Problems problems;

  ManifestTreeReader(Problems problems) {
    this.problems = problems;
  }

  /// Each key once and in the order of the file; doubled ones are problems.
  Map<String, Object> map(ManifestNode value) {
    Map<String, Object> members = new LinkedHashMap<>();
    Map<String, ManifestNode> seen = new LinkedHashMap<>();
    for (NodeTuple entry : ((MappingNode) value.node()).getValue()) {
      ManifestNode key = value.at(entry.getKeyNode());
      if (!(key.node() instanceof ScalarNode name)) {
        problems.add(key.position(), "a key is " + key.described(), "a key must be a word");
        continue;
      }
      ManifestNode first = seen.putIfAbsent(name.getValue(), key);
      if (first != null) {
        problems.add(
            key.position(),
            "the key '" + name.getValue() + "' is here twice",
            "take one away; the first is at " + first.position());
        continue;
      }
      members.put(name.getValue(), value(value.at(entry.getValueNode())));
    }
    return members;
  }

  private Object value(ManifestNode value) {
    if (value.node() instanceof MappingNode) {
      return map(value);
    }
    if (value.node() instanceof SequenceNode list) {
      List<Object> items = new ArrayList<>();
      for (Node item : list.getValue()) {
        items.add(value(value.at(item)));
      }
      return items;
    }
    return value.node() instanceof ScalarNode scalar ? scalar(value, scalar) : null;
  }

  private Object scalar(ManifestNode value, ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    try {
      if (tag.equals(Tag.INT)) {
        return whole(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return decimal(value, text);
      }
      if (tag.equals(Tag.BOOL)) {
        return Boolean.valueOf(text);
      }
    } catch (NumberFormatException e) {
      problems.add(value.position(), "'" + text + "' is no number", "write it in quotes");
      return null;
    }
    if (!tag.equals(Tag.STR) && !tag.equals(Tag.NULL)) {
      problems.add(value.position(), "the tag " + tag + " is not known here", "take it away");
    }
    return tag.equals(Tag.NULL) ? null : text;
  }

  private static Number whole(String text) {
    BigInteger number = new BigInteger(text);
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private Number decimal(ManifestNode value, String text) {
    if (text.endsWith("inf")
        || text.endsWith("nan")
        || text.endsWith("Inf")
        || text.endsWith("NaN")) {
      problems.add(value.position(), "JSON has no number " + text, "write another, or use quotes");
      return 0;
    }
    return Double.valueOf(text);
  }
}
