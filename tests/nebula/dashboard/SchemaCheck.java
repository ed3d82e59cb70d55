package nebula.dashboard;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Compares JSON with the part of JSON Schema that `docs/openapi.yaml` uses. A field that no schema
/// names is a complaint too: what is not described is not promised.
final class SchemaCheck {
  private final Map<String, Object> document;
  private final List<String> complaints = new ArrayList<>();

  SchemaCheck(Map<String, Object> document) {
    this.document = document;
  }

  /// @param content a media type's object, with a schema
  List<String> complaints(Object content, JsonNode value) {
    complaints.clear();
    check("", map(map(content).get("schema")), value);
    return List.copyOf(complaints);
  }

  /// All names of properties.
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    collect(map(map(document.get("components")).get("schemas")), names);
    return names;
  }

  private void collect(Object here, Set<String> names) {
    if (here instanceof Map<?, ?> map) {
      if (map.get("properties") instanceof Map<?, ?> properties) {
        properties.keySet().forEach(name -> names.add(name.toString()));
      }
      map.values().forEach(value -> collect(value, names));
    } else if (here instanceof List<?> list) {
      list.forEach(value -> collect(value, names));
    }
  }

  /// What the reference leads to; itself when it is none.
  Map<String, Object> resolved(Map<String, Object> schema) {
    Object reference = schema.get("$ref");
    if (reference == null) {
      return schema;
    }
    Object here = document;
    for (String name : reference.toString().substring(2).split("/")) {
      here = map(here).get(name);
    }
    return map(here);
  }

  private void check(String at, Map<String, Object> raw, JsonNode value) {
    Map<String, Object> schema = whole(resolved(raw));
    boolean right =
        switch (schema.get("type").toString()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          default -> false;
        };
    if (!right) {
      complaints.add(at + " is no " + schema.get("type") + ": " + value);
    } else if (value.isObject()) {
      checkObject(at, schema, value);
    } else if (value.isArray()) {
      value.forEach(item -> check(at + "[]", map(schema.get("items")), item));
    } else if (schema.get("enum") instanceof List<?> words && !words.contains(value.asString())) {
      complaints.add(at + " is " + value + ", not one of " + words);
    } else if ("date-time".equals(schema.get("format")) && !isTime(value.asString())) {
      complaints.add(at + " is no time: " + value);
    }
  }

  private void checkObject(String at, Map<String, Object> schema, JsonNode value) {
    Map<String, Object> properties = map(schema.getOrDefault("properties", Map.of()));
    if (schema.get("required") instanceof List<?> required) {
      required.stream()
          .filter(name -> !value.has(name.toString()))
          .forEach(name -> complaints.add(at + " has no " + name));
    }
    value.forEachEntry((name, field) -> {
      Object described = properties.getOrDefault(name, schema.get("additionalProperties"));
      if (described == null) {
        complaints.add(at + "." + name + " is not described");
      } else {
        check(at + "." + name, map(described), field);
      }
    });
  }

  /// The parts of an `allOf` as one.
  private Map<String, Object> whole(Map<String, Object> schema) {
    if (!(schema.get("allOf") instanceof List<?> parts)) {
      return schema;
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>();
    for (Object part : parts) {
      Map<String, Object> each = resolved(map(part));
      properties.putAll(map(each.get("properties")));
      required.addAll((List<?>) each.get("required"));
    }
    return Map.of("type", "object", "properties", properties, "required", required);
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException none) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
