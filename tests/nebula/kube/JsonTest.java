package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON as the API server speaks it, to trees and back.
class JsonTest {

  @Test
  void readsEveryKindOfValue() {
    Object read =
        JsonReader.read(
            """
            { "text": "a\\"b\\\\c\\/\\n\\t\\u00e9\\ud83d\\ude00", "whole": -12, "long": 9007199254740993,
              "decimal": 1.50, "power": 2e3, "yes": true, "no": false, "none": null,
              "list": [1, [], {}], "map": {"a": {}} }
            """);

    Map<?, ?> map = (Map<?, ?>) read;
    assertEquals("a\"b\\c/\n\té😀", map.get("text"));
    assertEquals(-12L, map.get("whole"));
    assertEquals(9007199254740993L, map.get("long"));
    assertEquals(new BigDecimal("1.50"), map.get("decimal"));
    assertEquals(new BigDecimal("2e3"), map.get("power"));
    assertEquals(true, map.get("yes"));
    assertEquals(false, map.get("no"));
    assertEquals(Arrays.asList(1L, List.of(), Map.of()), map.get("list"));
    assertEquals(null, map.get("none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "[1,2.5,-3,true,false,null,\"x\"]",
        "{\"a\":{\"b\":[{\"c\":\"d\"}]},\"e\":\"f\\ng\\\"\\\\\\u0007\"}",
      })
  void writesWhatItRead(String json) {
    assertEquals(json, JsonWriter.write(JsonReader.read(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "[1,]",
        "[1 2]",
        "\"open",
        "tru",
        "1-2",
        "{} x",
        "\"\\x\"",
        "\"\\u12\"",
        "-"
      })
  void saysWhereItIsNotJson(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read(text)).getMessage();

    assertEquals("not JSON: ", message.substring(0, 10));
  }

  @Test
  void aStepToWhatIsNotThereLeadsToNothing() {
    JsonValue value = new JsonValue(JsonReader.read("{\"a\":{\"b\":\"True\"}}"));

    assertEquals(true, value.at("a", "b").isTrue());
    assertFalse(value.at("a", "x", "y").present());
    assertFalse(value.at("a", "b", "c").isTrue());
    assertEquals(List.of(), value.at("x").items());
    assertEquals(7, value.at("x").number(7));
  }
}
