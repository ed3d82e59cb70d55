package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "short, 10, short",
    "exactly, 7, exactly",
    "too long, 5, too …",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "ab, 1, …"
  })
  void isCutToCells(String text, int width, String expected) {
    assertEquals(expected, Text.of(text).cutTo(width, "…").plain());
  }

  @Test
  void isCutAcrossPiecesInTheLookOfTheLastOne() {
    Text text = Text.of("abc").and(Role.HEALTHY, "def").and(Role.FAILING, "ghi");
    assertEquals(
        "abc\u001b[32md\u001b[0m\u001b[32m…\u001b[0m",
        text.cutTo(5, "…").painted(new Theme(true, true)));
  }

  @Test
  void breaksBetweenWordsAndInsideAWordThatIsTooLong() {
    assertEquals(
        List.of("one two", "three", "abcdefgh", "ij"),
        Wrapping.lines("one two three abcdefghij", 8));
  }

  @Test
  void aSentenceWithTooManyLinesEndsInAnEllipsis() {
    assertEquals(
        List.of("one two", "three…"), Wrapping.lines("one two three four five", 8, 2, "…"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "59, 59s", "72, 1m", "600, 10m", "3599, 59m", "7500, 2h05m", "273600, 3d4h"})
  void elapsedTimeGetsCoarser(long seconds, String expected) {
    assertEquals(expected, Elapsed.rough(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0s", "59, 59s", "72, 1m12s", "600, 10m00s", "7500, 2h05m"})
  void elapsedTimeThatIsWaitedForShowsThatItGoesOn(long seconds, String expected) {
    assertEquals(expected, Elapsed.counting(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({"6234, 6.2 s", "6250, 6.3 s", "40, 0.0 s", "59990, 1 min 0 s", "72000, 1 min 12 s"})
  void exactTimeHasTenths(long millis, String expected) {
    assertEquals(expected, Elapsed.exact(Duration.ofMillis(millis)));
  }
}
