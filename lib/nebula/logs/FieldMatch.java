package nebula.logs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A field that a JSON or logfmt line has to have, such as `req.id=7`.
///
/// @param path names of JSON objects inside each other, or the name of a logfmt field
public record FieldMatch(String path, String value) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// @param text without colours
  boolean matches(String text) {
    return text.startsWith("{") ? inJson(text) : inLogfmt(text);
  }

  /// Whether JSON writes the value as it is, so that a line without these bytes cannot have it.
  boolean isPlain() {
    return value
        .chars()
        .allMatch(sign -> sign >= ' ' && sign < 0x7f && sign != '"' && sign != '\\');
  }

  byte[] valueBytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private boolean inJson(String text) {
    try {
      JsonNode here = MAPPER.readTree(text);
      // A name may hold dots itself, as OpenTelemetry's do.
      JsonNode whole = here.get(path);
      if (whole != null) {
        return isValue(whole);
      }
      for (String name : path.split("\\.")) {
        here = here.path(name);
      }
      return isValue(here);
    } catch (JacksonException none) {
      return false;
    }
  }

  private boolean isValue(JsonNode node) {
    return node.isValueNode() && node.asString("null").equals(value);
  }

  private boolean inLogfmt(String text) {
    int at = text.indexOf(path + "=");
    while (at >= 0) {
      if ((at == 0 || text.charAt(at - 1) == ' ')
          && logfmtValue(text, at + path.length() + 1).filter(value::equals).isPresent()) {
        return true;
      }
      at = text.indexOf(path + "=", at + 1);
    }
    return false;
  }

  private static Optional<String> logfmtValue(String text, int from) {
    if (from < text.length() && text.charAt(from) == '"') {
      int end = from + 1;
      StringBuilder unquoted = new StringBuilder();
      while (end < text.length() && text.charAt(end) != '"') {
        end += text.charAt(end) == '\\' && end + 1 < text.length() ? 1 : 0;
        unquoted.append(text.charAt(end++));
      }
      return end < text.length() ? Optional.of(unquoted.toString()) : Optional.empty();
    }
    int end = text.indexOf(' ', from);
    return Optional.of(text.substring(from, end < 0 ? text.length() : end));
  }
}
