package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurroundingsTest {

  @ParameterizedTest(name = "{0}, terminal {1}, stderr on it {2}: colour {3}, on stderr {4}")
  @CsvSource({
    "TERM=xterm,    true,  true,  true,  true",
    "TERM=xterm,    true,  false, true,  false",
    "TERM=dumb,     true,  true,  false, false",
    "NO_COLOR=1,    true,  true,  false, false",
    "FORCE_COLOR=1, false, false, true,  true",
  })
  void whatGoesToAFileHasNoColourThoughTheScreenHas(
      String variable, boolean terminal, boolean errors, boolean colour, boolean colourOfErrors) {
    String[] parts = variable.split("=");
    Surroundings surroundings =
        Surroundings.of(Map.of(parts[0], parts[1]), terminal, errors, StandardCharsets.UTF_8);

    assertEquals(colour, surroundings.theme().colour());
    assertEquals(colourOfErrors, surroundings.errors().colour());
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/pts/3, true",
    "/dev/tty1, true",
    "/dev/console, true",
    "/dev/null, false",
    "/tmp/err.txt, false",
    "pipe:[4711], false",
  })
  void aTerminalIsKnownByWhatStderrIs(String target, boolean terminal) {
    assertEquals(terminal, ErrorStream.isTerminal(target));
  }
}
