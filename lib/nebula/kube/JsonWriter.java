package nebula.kube;

import java.util.Map;

/// Writes maps, iterables, strings, numbers, booleans and nulls as JSON, in the order they have:
/// the same tree gives the same text, so that its hash tells whether it changed.
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";
  private final StringBuilder out = new StringBuilder();

  static String write(Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> map(map);
      case Iterable<?> items -> items(items);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag.booleanValue());
      default -> string(value.toString());
    }
  }

  private void map(Map<?, ?> map) {
    char before = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(before);
      string(String.valueOf(entry.getKey()));
      out.append(':');
      value(entry.getValue());
      before = ',';
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private void items(Iterable<?> items) {
    char before = '[';
    for (Object item : items) {
      out.append(before);
      value(item);
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '"', '\\' -> out.append('\\').append(character);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (character < ' ') {
            out.append("\\u00")
                .append(HEX.charAt(character >> 4))
                .append(HEX.charAt(character & 15));
          } else {
            out.append(character);
          }
        }
      }
    }
    out.append('"');
  }
}
