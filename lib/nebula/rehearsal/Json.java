package nebula.rehearsal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Text to trees and back. Jackson's mappers are not asked for JSON: the first use of one costs a
/// quarter of a second, more than the rest of the start of a rehearsal.
final class Json {
  private static final JsonFactory STREAMS = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /// Reads JSON, or YAML where the text does not begin with a brace.
  ///
  /// @throws StatusError when the text is not an object
  static ObjectNode object(String text) {
    boolean json = text.stripLeading().startsWith("{");
    JsonNode node = json ? parse(text) : new YAMLMapper().readTree(text);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw StatusError.badRequest("the body is not an object: " + text);
  }

  /// @throws StatusError when the text is not a JSON array
  static ArrayNode array(String text) {
    if (parse(text) instanceof ArrayNode array) {
      return array;
    }
    throw StatusError.badRequest("the body is not an array: " + text);
  }

  static byte[] bytes(JsonNode node) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = STREAMS.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(node, out);
    }
    return bytes.toByteArray();
  }

  static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  static ObjectNode empty() {
    return NODES.objectNode();
  }

  /// The object at the name, made when it is not there.
  static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
  }

  private static JsonNode parse(String text) {
    try (JsonParser in = STREAMS.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = in.nextToken();
      return first == null ? NODES.missingNode() : value(in, first);
    } catch (StreamReadException malformed) {
      throw StatusError.badRequest("the body is not JSON: " + malformed.getOriginalMessage());
    }
  }

  private static JsonNode value(JsonParser in, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        ObjectNode object = empty();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = in.currentName();
          object.set(name, value(in, in.nextToken()));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
          array.add(value(in, next));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.stringNode(in.getString());
      case VALUE_NUMBER_INT -> number(in.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  /// Of the type that code gives too, as nodes of different types are never equal.
  private static JsonNode number(long value) {
    return (int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  private static void write(JsonNode node, JsonGenerator out) {
    switch (node) {
      case ObjectNode object -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
          out.writeName(entry.getKey());
          write(entry.getValue(), out);
        }
        out.writeEndObject();
      }
      case ArrayNode array -> {
        out.writeStartArray();
        array.forEach(element -> write(element, out));
        out.writeEndArray();
      }
      default -> writeScalar(node, out);
    }
  }

  private static void writeScalar(JsonNode node, JsonGenerator out) {
    if (node.isString()) {
      out.writeString(node.stringValue());
    } else if (node.isIntegralNumber()) {
      out.writeNumber(node.longValue());
    } else if (node.isNumber()) {
      out.writeNumber(node.doubleValue());
    } else if (node.isBoolean()) {
      out.writeBoolean(node.booleanValue());
    } else {
      out.writeNull();
    }
  }
}
