package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogTextTest {
  private static final int WIDE = 1_000;

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("plain text stays", "ready", "ready"),
        Arguments.of("colours go", "\u001b[1;31mERROR\u001b[0m: no", "ERROR: no"),
        Arguments.of("the cursor is not moved", "a\u001b[2J\u001b[10;5Hb\u001b[?25lc", "abc"),
        Arguments.of("an 8-bit control sequence goes", "a\u009b31mb", "ab"),
        Arguments.of("a window title goes", "a\u001b]0;title\u0007b", "ab"),
        Arguments.of(
            "a link is its text", "\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\", "text"),
        Arguments.of("a device control string goes", "a\u001bPq#0\u001b\\b", "ab"),
        Arguments.of("a character set switch goes", "a\u001b(0b", "ab"),
        Arguments.of("an unfinished sequence goes", "a\u001b[31", "a"),
        Arguments.of("a lonely escape goes", "a\u001b", "a"),
        Arguments.of("a progress bar is its last state", "10%\r50%\r100%\r", "100%"),
        Arguments.of("a tab goes to the next stop of eight", "ab\tc", "ab      c"),
        Arguments.of("bells and backspaces go", "a\u0007\bb\u0000", "ab"),
        Arguments.of("direction marks that hide text go", "a\u202eb\u2066c", "abc"),
        Arguments.of("joined emoji are shown apart", "👩\u200d💻", "👩💻"),
        Arguments.of("half a character is a replacement", "a\ud83d", "a\ufffd"),
        Arguments.of("other scripts stay", "日本語 žluťoučký 🚀", "日本語 žluťoučký 🚀"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void nothingButTextIsLeft(String what, String raw, String expected) {
    assertEquals(expected, LogText.of(raw, WIDE).plain(), what);
  }

  @Test
  void coloursStayWhereColourIsWanted() {
    Text text = LogText.of("\u001b[31mred\u001b[1mbold\u001b[0m plain\u001b[2K", WIDE);
    assertEquals(
        "\u001b[31mred\u001b[0m\u001b[31;1mbold\u001b[0m plain",
        text.painted(new Theme(true, true)));
  }

  @Test
  void aLineOfMegabytesIsReadOnlyAsFarAsItIsShown() {
    Text text = LogText.of("x".repeat(8_000_000), 80);
    assertEquals(81, text.width());
  }
}
