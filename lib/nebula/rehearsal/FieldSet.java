package nebula.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sets of fields in the `FieldsV1` form of `managedFields`: `{"f:spec": {"f:replicas": {}}}`,
/// where an empty object is a field that is owned whole.
final class FieldSet {
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "name",
          "namespace",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink",
          "managedFields");

  private FieldSet() {}

  /// The fields that a manager's object sets, without those that are the server's or its status.
  static ObjectNode of(JsonNode object) {
    ObjectNode fields = Json.empty();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      switch (entry.getKey()) {
        case "apiVersion", "kind", "status" -> {}
        case "metadata" -> {
          ObjectNode metadata = ((ObjectNode) entry.getValue()).deepCopy();
          metadata.remove(OF_THE_SERVER);
          if (!metadata.isEmpty()) {
            fields.set("f:metadata", ofMap(metadata));
          }
        }
        default -> fields.set("f:" + entry.getKey(), ofValue(entry.getKey(), entry.getValue()));
      }
    }
    return fields;
  }

  /// The fields of `after` whose value is not what it was in `before`.
  static ObjectNode changed(JsonNode before, JsonNode after) {
    return differing(of(after), before, after, false);
  }

  /// The fields of the set that the object still has.
  static ObjectNode present(ObjectNode fields, JsonNode object) {
    ObjectNode kept = Json.empty();
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      JsonNode value = step(object, entry.getKey());
      if (!value.isMissingNode()) {
        ObjectNode inner = (ObjectNode) entry.getValue();
        kept.set(entry.getKey(), inner.isEmpty() ? inner : present(inner, value));
      }
    }
    return kept;
  }

  static ObjectNode union(ObjectNode left, ObjectNode right) {
    ObjectNode all = left.deepCopy();
    for (Map.Entry<String, JsonNode> entry : right.properties()) {
      JsonNode there = all.get(entry.getKey());
      JsonNode value = entry.getValue();
      all.set(
          entry.getKey(),
          there == null ? value.deepCopy() : union((ObjectNode) there, (ObjectNode) value));
    }
    return all;
  }

  static ObjectNode minus(ObjectNode fields, ObjectNode taken) {
    ObjectNode left = Json.empty();
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      JsonNode other = taken.get(entry.getKey());
      ObjectNode mine = (ObjectNode) entry.getValue();
      if (other == null) {
        left.set(entry.getKey(), mine.deepCopy());
      } else if (!mine.isEmpty() && !other.isEmpty()) {
        ObjectNode rest = minus(mine, (ObjectNode) other);
        if (!rest.isEmpty()) {
          left.set(entry.getKey(), rest);
        }
      }
    }
    return left;
  }

  /// The fields that both objects have with different values, as far as the set goes.
  static ObjectNode differing(ObjectNode fields, JsonNode stored, JsonNode applied) {
    return differing(fields, stored, applied, true);
  }

  /// Each field as a path, such as `.spec.template.spec.containers[name="db"].image`.
  static void paths(ObjectNode fields, String prefix, List<String> into) {
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      String path = prefix + ListKey.pathStep(entry.getKey());
      if (entry.getValue().isEmpty()) {
        into.add(path);
      } else {
        paths((ObjectNode) entry.getValue(), path, into);
      }
    }
  }

  /// Takes the fields out of the object, and maps and list elements that become empty by that.
  static void remove(ObjectNode object, ObjectNode fields) {
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      String name = entry.getKey();
      ObjectNode inner = (ObjectNode) entry.getValue();
      JsonNode value = step(object, name);
      if (name.startsWith("f:") && inner.isEmpty()) {
        object.remove(name.substring(2));
      } else if (value instanceof ObjectNode map) {
        remove(map, inner);
        if (map.isEmpty()) {
          object.remove(name.substring(2));
        }
      } else if (value instanceof ArrayNode list) {
        removeElements(list, inner);
        if (list.isEmpty()) {
          object.remove(name.substring(2));
        }
      }
    }
  }

  /// What is at `f:NAME` of a map or at `k:{…}` of a list.
  static JsonNode step(JsonNode from, String field) {
    if (field.startsWith("f:")) {
      return from.path(field.substring(2));
    }
    if (field.startsWith("k:") && from instanceof ArrayNode list) {
      int index = ListKey.indexOf(list, field);
      return index < 0 ? from.path("") : list.get(index);
    }
    return field.equals(".") ? from : from.path("");
  }

  private static void removeElements(ArrayNode list, ObjectNode fields) {
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      int index = ListKey.indexOf(list, entry.getKey());
      if (index >= 0 && entry.getValue().has(".")) {
        list.remove(index);
      } else if (index >= 0) {
        remove((ObjectNode) list.get(index), (ObjectNode) entry.getValue());
      }
    }
  }

  private static ObjectNode differing(
      ObjectNode fields, JsonNode before, JsonNode after, boolean inBoth) {
    ObjectNode kept = Json.empty();
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      String field = entry.getKey();
      JsonNode was = step(before, field);
      JsonNode is = step(after, field);
      ObjectNode inner = (ObjectNode) entry.getValue();
      if (is.isMissingNode() || is.equals(was) || inBoth && was.isMissingNode()) {
        continue;
      }
      if (inner.isEmpty()) {
        if (!field.equals(".") || was.isMissingNode()) {
          kept.set(field, inner);
        }
        continue;
      }
      ObjectNode rest = differing(inner, was, is, inBoth);
      if (!rest.isEmpty()) {
        kept.set(field, rest);
      }
    }
    return kept;
  }

  private static ObjectNode ofMap(JsonNode map) {
    ObjectNode fields = Json.empty();
    map.properties()
        .forEach(
            entry -> fields.set("f:" + entry.getKey(), ofValue(entry.getKey(), entry.getValue())));
    return fields;
  }

  private static ObjectNode ofValue(String name, JsonNode value) {
    if (value instanceof ObjectNode map) {
      return ofMap(map);
    }
    ObjectNode fields = Json.empty();
    if (value instanceof ArrayNode list && !list.isEmpty() && ListKey.isKeyed(name, list)) {
      for (JsonNode element : list) {
        ObjectNode inner = ofMap(element);
        inner.putObject(".");
        fields.set(ListKey.of(name, element), inner);
      }
    }
    return fields;
  }
}
