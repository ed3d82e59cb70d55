package nebula.rehearsal;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON merge patch (RFC 7386). Strategic merge patches are taken as such too, which differs only
/// in lists.
final class MergePatch {
  private MergePatch() {}

  /// @param target not changed
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    ObjectNode result = target.deepCopy();
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        result.remove(entry.getKey());
      } else if (value instanceof ObjectNode inner) {
        ObjectNode there =
            result.get(entry.getKey()) instanceof ObjectNode map ? map : Json.empty();
        result.set(entry.getKey(), apply(there, inner));
      } else {
        result.set(entry.getKey(), value.deepCopy());
      }
    }
    return result;
  }
}
