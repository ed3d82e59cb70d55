package nebula.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCutterTest {
  private final List<String> lines = new ArrayList<>();
  private final LineCutter cutter = new LineCutter(lines::add);

  @Test
  void aLineIsGivenOnceItIsWholeUnlessItIsEmptyAndTheRestAtTheEnd() {
    byte[] text = "één\r\n\ntwo".getBytes(StandardCharsets.UTF_8);
    // Cut in a character.
    cutter.add(text, 0, 1);
    assertEquals(List.of(), lines);
    cutter.add(text, 1, text.length - 1);
    assertEquals(List.of("één"), lines);

    cutter.end();
    cutter.end();

    assertEquals(List.of("één", "two"), lines);
  }

  @Test
  void aLineWithoutAnEndIsNotKeptForEver() {
    for (int part = 0; part < 40; part++) {
      cutter.add(new byte[4 * 1024], 0, 4 * 1024);
    }

    assertEquals(2, lines.size());
  }
}
