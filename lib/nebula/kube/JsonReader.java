package nebula.kube;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the API server's answers. Written here because it is on the way to the first observation:
/// building Jackson's tree mapper costs a start more than all its requests.
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /// Maps keep their order; numbers become `Long` or `BigDecimal`.
  ///
  /// @throws IllegalArgumentException when the text is not one JSON value
  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    reader.skipBlanks();
    if (reader.at != text.length()) {
      throw reader.unexpected();
    }
    return value;
  }

  private Object value() {
    skipBlanks();
    if (at >= text.length()) {
      throw unexpected();
    }
    return switch (text.charAt(at)) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    skipBlanks();
    while (peek() != '}') {
      skipBlanks();
      String name = string();
      skipBlanks();
      expect(':');
      map.put(name, value());
      nextOrEnd('}');
    }
    at++;
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    at++;
    skipBlanks();
    while (peek() != ']') {
      list.add(value());
      nextOrEnd(']');
    }
    at++;
    return list;
  }

  private void nextOrEnd(char end) {
    skipBlanks();
    if (peek() == ',') {
      at++;
      skipBlanks();
      if (peek() == end) {
        throw unexpected();
      }
    } else if (peek() != end) {
      throw unexpected();
    }
  }

  private String string() {
    expect('"');
    int begin = at;
    int end = at;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
      end++;
    }
    at = end;
    if (peek() == '"') {
      at++;
      return text.substring(begin, end);
    }
    StringBuilder unescaped = new StringBuilder(text.substring(begin, end));
    while (peek() != '"') {
      char next = text.charAt(at++);
      unescaped.append(next == '\\' ? escaped() : next);
    }
    at++;
    return unescaped.toString();
  }

  private char escaped() {
    char kind = peek();
    at++;
    return switch (kind) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> kind;
      case 'u' -> unicode();
      default -> throw unexpected();
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw unexpected();
    }
    char character = (char) Integer.parseInt(text, at, at + 4, 16);
    at += 4;
    return character;
  }

  private Object number() {
    int begin = at;
    boolean whole = true;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      char character = text.charAt(at++);
      whole &= character == '-' || character >= '0' && character <= '9';
    }
    String digits = text.substring(begin, at);
    try {
      return whole && digits.length() < 19 ? (Object) Long.valueOf(digits) : new BigDecimal(digits);
    } catch (NumberFormatException e) {
      at = begin;
      throw unexpected();
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw unexpected();
    }
    at += word.length();
    return value;
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private void expect(char character) {
    if (peek() != character) {
      throw unexpected();
    }
    at++;
  }

  private IllegalArgumentException unexpected() {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new IllegalArgumentException("not JSON: " + found + " at character " + (at + 1));
  }
}
