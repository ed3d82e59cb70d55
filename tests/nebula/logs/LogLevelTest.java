package nebula.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          plain words      | ERROR: relation "x" does not exist                       | error
          postgres         | 2026-11-24 07:00:01.123 UTC [1] LOG:  database is ready  | info
          postgres         | 2026-11-24 07:00:01.123 UTC [42] FATAL:  no such role    | fatal
          log4j            | 2026-11-24 07:00:01,123 WARN  [main] o.e.Server - slow   | warn
          brackets         | [error] 12#12: *1 open() failed                          | error
          angle brackets   | <warn> disk is nearly full                               | warn
          lower at start   | error: cannot find module                                | error
          node warning     | (node:1) Warning: x is deprecated                        | warn
          klog             | E1124 07:00:01.123456       1 server.go:12] failed       | error
          klog info        | I1124 07:00:01.123456       1 server.go:12] hello        | info
          json             | {"level":"warn","msg":"x"}                               | warn
          json later       | {"ts":"2026","logger":"x","level":"ERROR","msg":"y"}     | error
          json severity    | {"severity": "WARNING", "message": "error"}              | warn
          pino             | {"level":50,"time":1,"msg":"x"}                          | error
          json without     | {"msg":"an ERROR is only spoken of"}                     |
          logfmt           | time=2026 level=info msg="failed with ERROR"             | info
          logfmt quoted    | ts=1 lvl="eror" msg=x                                    | error
          rust             | 2026-11-24T07:00:01Z DEBUG convex: hello                 | debug
          word inside      | the errors of others                                     |
          too late         | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ERROR |
          nothing          | listening on 0.0.0.0:3210                                |
          """)
  void isFoundWhereProgramsWriteIt(String kind, String text, String level) {
    assertEquals(level, LevelFinder.of(text).map(Level::word).orElse(null), kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          colours stay         | ^[31mred^[0m                | ^[31mred^[0m
          256 colours          | ^[38;5;208mx^[m             | ^[38;5;208mx^[m
          cursor goes          | a^[2J^[10;5Hb^[?25l         | ab
          title goes           | a^]0;evil^Gb                | ab
          link goes            | ^]8;;http://evil^[\\text    | text
          half a sequence      | a^[3                        | a
          bell and null        | a^Gb^@c                     | abc
          overwritten          | 10%^M20%^M30%               | 30%
          its own newline      | a^Jb                        | a b
          direction mark       | a^Rb^Zc                | abc
          """)
  void onlyColoursAreLeftOfControlSequences(String kind, String written, String kept) {
    assertEquals(controls(kept), CleanText.of(controls(written)), kind);
  }

  private static String controls(String text) {
    return text.replace("^[", "\u001b[")
        .replace("\u001b[[", "\u001b[")
        .replace("^]", "\u001b]")
        .replace("\u001b[\\", "\u001b\\")
        .replace("^G", "\u0007")
        .replace("^@", "\u0000")
        .replace("^M", "\r")
        .replace("^R", "\u202e")
        .replace("^Z", "\u200b")
        .replace("^J", "\n");
  }

  @org.junit.jupiter.api.Test
  void halvesOfCharactersBecomeTheReplacementAndPlainTextHasNoColours() {
    assertEquals("a\ufffdb\ud83d\ude00", CleanText.of("a\ud83db\ud83d\ude00"));
    assertEquals("red, and 5 m", CleanText.plain("\u001b[31mred\u001b[0m, and 5 m"));
  }
}
