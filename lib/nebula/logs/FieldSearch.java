package nebula.logs;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks for a field in lines.
final class FieldSearch {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /// So many every program keeps, also one that has no numbers but those of 64 bits.
  private static final int EXACT_DIGITS = 15;

  private static final int MOST_DIGITS = 100;

  private final String path;
  private final String value;
  private final BigDecimal number;
  private final JsonNode tree;
  private final byte[] nameBytes;
  private final byte[] valueBytes;

  FieldSearch(FieldMatch match) {
    this.path = match.path();
    this.value = match.value();
    this.number = number(value);
    this.tree = value.startsWith("[") || value.startsWith("{") ? tree(value) : null;
    this.nameBytes = bytes(path.substring(path.lastIndexOf('.') + 1));
    this.valueBytes = surely();
  }

  /// What a line that has the value has in it, if nothing is escaped and no number has an exponent.
  private byte[] surely() {
    if (tree != null) {
      return new byte[0];
    }
    if (number == null) {
      return bytes(value);
    }
    BigDecimal shortest = number.stripTrailingZeros();
    boolean asWritten =
        shortest.precision() <= EXACT_DIGITS && Math.abs((long) shortest.scale()) < MOST_DIGITS;
    return asWritten ? bytes(shortest.toPlainString()) : new byte[0];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// By its bytes, because reading JSON is slow and most lines do not even have the value: false
  /// only for a line that does not have the field. Holds for lines without a backslash.
  boolean mayBeIn(byte[] text, int from, int to) {
    return LineFilter.contains(text, from, to, nameBytes, false)
        && (LineFilter.contains(text, from, to, valueBytes, false)
            || (number != null && hasExponent(text, from, to)));
  }

  private static boolean hasExponent(byte[] text, int from, int to) {
    for (int at = from + 1; at < to; at++) {
      boolean sign = text[at] == 'e' || text[at] == 'E';
      if (sign && text[at - 1] >= '0' && text[at - 1] <= '9') {
        return true;
      }
    }
    return false;
  }

  /// @param text without colours
  boolean matches(String text) {
    String line = text.strip();
    if (!line.startsWith("{")) {
      return Logfmt.has(line, path, value);
    }
    JsonNode root = tree(line);
    return root != null && isAt(root, path);
  }

  private boolean isAt(JsonNode node, String rest) {
    JsonNode whole = node.get(rest);
    if (whole != null && isValue(whole)) {
      return true;
    }
    for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
      JsonNode inner = node.get(rest.substring(0, dot));
      if (inner != null && inner.isObject() && isAt(inner, rest.substring(dot + 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean isValue(JsonNode node) {
    if (node.isNumber()) {
      return number != null && isSame(node.decimalValue(), number);
    }
    if (node.isContainer()) {
      return tree != null && node.equals(FieldSearch::compare, tree);
    }
    return node.asString("null").equals(value);
  }

  /// Only asked for what is no list and no object.
  private static int compare(JsonNode one, JsonNode other) {
    boolean same =
        one.isNumber() && other.isNumber()
            ? isSame(one.decimalValue(), other.decimalValue())
            : one.equals(other);
    return same ? 0 : 1;
  }

  /// The page asks for numbers as JavaScript has read them: of long ones, for what is next to them.
  private static boolean isSame(BigDecimal written, BigDecimal wanted) {
    if (written.compareTo(wanted) == 0) {
      return true;
    }
    double rounded = written.doubleValue();
    return written.precision() > EXACT_DIGITS
        && Double.isFinite(rounded)
        && new BigDecimal(Double.toString(rounded)).compareTo(wanted) == 0;
  }

  /// Null when it is none.
  private static BigDecimal number(String text) {
    if (text.isEmpty()
        || text.length() > MOST_DIGITS
        || "-0123456789".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /// Null when it is no JSON.
  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException none) {
      return null;
    }
  }

  /// What is between the quotes, as the page reads it.
  static String unquoted(String written) {
    JsonNode text = tree(written);
    return text != null ? text.asString() : written.substring(1, written.length() - 1);
  }
}
