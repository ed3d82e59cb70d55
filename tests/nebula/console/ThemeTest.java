package nebula.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThemeTest {
  static Stream<Arguments> environments() {
    return Stream.of(
        Arguments.of("a terminal has colour", Map.of("TERM", "xterm"), true, true),
        Arguments.of("a pipe has none", Map.of("TERM", "xterm"), false, false),
        Arguments.of("NO_COLOR", Map.of("TERM", "xterm", "NO_COLOR", "1"), true, false),
        Arguments.of("an empty NO_COLOR", Map.of("TERM", "xterm", "NO_COLOR", ""), true, true),
        Arguments.of("a dumb terminal", Map.of("TERM", "dumb"), true, false),
        Arguments.of("no TERM at all", Map.of(), true, false),
        Arguments.of("FORCE_COLOR in a pipe", Map.of("FORCE_COLOR", "1"), false, true),
        Arguments.of("NO_COLOR wins", Map.of("FORCE_COLOR", "1", "NO_COLOR", "1"), true, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("environments")
  void colourFollowsTheConventions(
      String what, Map<String, String> environment, boolean terminal, boolean colour) {
    assertEquals(colour, Theme.of(environment, terminal, UTF_8).colour(), what);
  }

  @Test
  void symbolsNeedUnicode() {
    assertEquals(true, Theme.of(Map.of(), true, UTF_8).unicode());
    assertEquals(false, Theme.of(Map.of(), true, US_ASCII).unicode());
  }
}
