package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Steps into what the API server left out.
class JsonValueTest {

  @Test
  void aStepToWhatIsNotThereLeadsToNothing() {
    JsonValue value = new JsonValue(Map.of("a", Map.of("b", "True")));

    assertEquals(true, value.at("a", "b").isTrue());
    assertFalse(value.at("a", "x", "y").present());
    assertFalse(value.at("a", "b", "c").isTrue());
    assertEquals(List.of(), value.at("x").items());
    assertEquals(7, value.at("x").number(7));
  }
}
