package nebula.rehearsal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Text to trees and back; YAML is read where a body may be YAML.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Json() {}

  /// @throws StatusError when the text is not an object
  static ObjectNode object(String text) {
    JsonNode node = looksLikeJson(text) ? MAPPER.readTree(text) : yaml(text);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw StatusError.badRequest("the body is not an object: " + text);
  }

  /// @throws StatusError when the text is not a JSON array
  static ArrayNode array(String text) {
    if (MAPPER.readTree(text) instanceof ArrayNode array) {
      return array;
    }
    throw StatusError.badRequest("the body is not an array: " + text);
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /// An object that holds just this, for literals in code and tests.
  static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  /// The object at the name, made when it is not there.
  static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
  }

  private static boolean looksLikeJson(String text) {
    return text.stripLeading().startsWith("{");
  }

  private static JsonNode yaml(String text) {
    return new YAMLMapper().readTree(text);
  }
}
