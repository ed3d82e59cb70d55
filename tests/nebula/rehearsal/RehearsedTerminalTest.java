package nebula.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The shell of a rehearsal, in which nothing runs.
class RehearsedTerminalTest {
  private final RehearsedTerminal terminal = new RehearsedTerminal("web-1", "web");

  @Test
  void saysPlainlyThatNothingIsReal() throws IOException {
    type("ls\rexit\r");

    String shown = shown();
    assertTrue(shown.startsWith("This is a rehearsal: container web of pod web-1 is not real."));
    assertTrue(shown.contains("$ ls\r\nNothing real runs here: this is a rehearsal.\r\n"), shown);
    assertEquals(Optional.of("the shell ended with exit code 0"), terminal.end());
  }

  @Test
  void echoesWhatItIsTold() throws IOException {
    type("ecco\b\bho größe\r\u0004");

    assertTrue(shown().contains("ho größe\r\ngröße\r\n"), shown());
  }

  @Test
  void endsWhenItIsClosed() throws IOException {
    terminal.close();

    assertTrue(shown().endsWith("rehearsal$ "));
    assertEquals(Optional.of("it was closed here"), terminal.end());
  }

  private void type(String text) throws IOException {
    terminal.input().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String shown() throws IOException {
    return new String(terminal.output().readAllBytes(), StandardCharsets.UTF_8);
  }
}
