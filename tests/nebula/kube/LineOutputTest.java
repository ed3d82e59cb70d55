package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineOutputTest {
  private final List<String> lines = new ArrayList<>();
  private final LineOutput output = new LineOutput(lines::add);

  @Test
  void aLineIsGivenOnceItIsWholeAndTheRestAtTheEnd() {
    byte[] text = "één\r\n\ntwo".getBytes(StandardCharsets.UTF_8);
    // Cut in a character.
    output.add(ByteBuffer.wrap(text, 0, 1));
    assertEquals(List.of(), lines);
    output.add(ByteBuffer.wrap(text, 1, text.length - 1));
    assertEquals(List.of("één", ""), lines);

    output.end();
    output.end();

    assertEquals(List.of("één", "", "two"), lines);
  }

  @Test
  void aLineWithoutAnEndIsNotKeptForEver() {
    output.add(ByteBuffer.wrap(new byte[40 * 1024]));

    assertEquals(2, lines.size());
  }
}
