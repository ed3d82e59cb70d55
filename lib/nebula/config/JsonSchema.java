package nebula.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the JSON Schema of a file from its list of keys, for editors that complete and check
/// while somebody types.
final class JsonSchema {
  private static final String DIALECT = "http://json-schema.org/draft-07/schema#";

  private JsonSchema() {}

  static String of(String title, MapType<Section> file) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.put("title", title);
    schema.putAll(schema(file.shape()));
    StringBuilder text = new StringBuilder();
    write(schema, "", text);
    return text.append('\n').toString();
  }

  private static Map<String, Object> schema(Shape shape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (shape) {
      case Shape.Text text -> {
        schema.put("type", "string");
        if (!text.pattern().isEmpty()) {
          schema.put("pattern", text.pattern());
        }
      }
      case Shape.Whole whole -> {
        schema.put("type", "integer");
        schema.put("minimum", whole.least());
        schema.put("maximum", whole.most());
      }
      case Shape.Truth truth -> schema.put("enum", truth.values());
      case Shape.ListOf list -> {
        schema.put("type", "array");
        schema.put("items", schema(list.item()));
      }
      case Shape.Either either ->
          schema.put("anyOf", either.choices().stream().map(JsonSchema::schema).toList());
      case Shape.NamesTo names -> {
        schema.put("type", "object");
        schema.put("propertyNames", Map.of("pattern", names.name().pattern()));
        schema.put("additionalProperties", schema(names.value()));
      }
      case Shape.MapOf map -> putMap(map, schema);
    }
    return schema;
  }

  private static void putMap(Shape.MapOf map, Map<String, Object> schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>();
    for (Key<?> key : map.keys()) {
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", key.doc());
      property.putAll(schema(key.type().shape()));
      key.fallback()
          .filter(value -> !(value instanceof List<?> || value instanceof Map<?, ?>))
          .ifPresent(value -> property.put("default", value));
      properties.put(key.name(), property);
      if (key.required()) {
        required.add(key.name());
      }
    }
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("properties", properties);
  }

  private static void write(Object value, String indent, StringBuilder text) {
    String deeper = indent + "  ";
    switch (value) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text.append(separator).append('\n').append(deeper);
          writeText(entry.getKey().toString(), text);
          text.append(": ");
          write(entry.getValue(), deeper, text);
          separator = ",";
        }
        text.append('\n').append(indent).append('}');
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          text.append(separator).append('\n').append(deeper);
          write(item, deeper, text);
          separator = ",";
        }
        text.append('\n').append(indent).append(']');
      }
      case String string -> writeText(string, text);
      default -> text.append(value);
    }
  }

  private static void writeText(String string, StringBuilder text) {
    text.append('"').append(string.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }
}
