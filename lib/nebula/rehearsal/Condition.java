package nebula.rehearsal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A condition of a status; its time changes only when its truth does.
final class Condition {
  private Condition() {}

  /// @param object whose present status has the condition's last time
  /// @param reason left out when empty, like the message
  static ObjectNode of(
      JsonNode object, String type, boolean is, String reason, String message, String now) {
    String status = is ? "True" : "False";
    ObjectNode condition = Json.empty().put("type", type).put("status", status);
    condition.put("lastTransitionTime", now);
    for (JsonNode before : object.path("status").path("conditions")) {
      if (before.path("type").asString("").equals(type)
          && before.path("status").asString("").equals(status)) {
        condition.put("lastTransitionTime", before.path("lastTransitionTime").asString(now));
      }
    }
    if (!reason.isEmpty()) {
      condition.put("reason", reason);
    }
    if (!message.isEmpty()) {
      condition.put("message", message);
    }
    return condition;
  }

  /// Whether the object's status says that the condition is true.
  static boolean isTrue(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asString("").equals(type)) {
        return condition.path("status").asString("").equals("True");
      }
    }
    return false;
  }
}
