package nebula.rehearsal;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which lists are merged element by element, and by what: the `x-kubernetes-list-map-keys` of the
/// usual types. All other lists are replaced whole.
final class ListKey {
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "containers", List.of("name"),
          "initContainers", List.of("name"),
          "volumes", List.of("name"),
          "env", List.of("name"),
          "imagePullSecrets", List.of("name"),
          "volumeMounts", List.of("mountPath"),
          "hostAliases", List.of("ip"),
          "ownerReferences", List.of("uid"),
          "conditions", List.of("type"),
          "ports", List.of());

  private ListKey() {}

  static boolean isKeyed(String name, ArrayNode list) {
    if (!KEYS.containsKey(name)) {
      return false;
    }
    for (JsonNode element : list) {
      if (!element.isObject() || keys(name, element).stream().anyMatch(key -> !has(element, key))) {
        return false;
      }
    }
    return true;
  }

  /// `k:{"name":"db"}`
  static String of(String name, JsonNode element) {
    ObjectNode key = Json.empty();
    for (String part : keys(name, element)) {
      JsonNode value = element.get(part);
      if (value == null) {
        key.put(part, "TCP");
      } else {
        key.set(part, value);
      }
    }
    return "k:" + Json.text(key);
  }

  /// The place of the element with the key, or -1.
  static int indexOf(ArrayNode list, String key) {
    ObjectNode wanted = Json.object(key.substring(2));
    for (int index = 0; index < list.size(); index++) {
      JsonNode element = list.get(index);
      boolean same =
          wanted.properties().stream()
              .allMatch(part ->
                  part.getValue().equals(element.get(part.getKey()))
                      || part.getKey().equals("protocol") && !element.has("protocol"));
      if (same) {
        return index;
      }
    }
    return -1;
  }

  /// `.name` for a field, `[name="db"]` for an element.
  static String pathStep(String field) {
    if (field.startsWith("f:")) {
      return "." + field.substring(2);
    }
    if (!field.startsWith("k:")) {
      return "";
    }
    List<String> parts =
        Json.object(field.substring(2)).properties().stream()
            .map(part -> part.getKey() + "=" + Json.text(part.getValue()))
            .toList();
    return "[" + String.join(",", parts) + "]";
  }

  private static boolean has(JsonNode element, String key) {
    return element.has(key) || key.equals("protocol");
  }

  private static List<String> keys(String name, JsonNode element) {
    if (!name.equals("ports")) {
      return KEYS.get(name);
    }
    return element.has("containerPort")
        ? List.of("containerPort", "protocol")
        : List.of("port", "protocol");
  }
}
