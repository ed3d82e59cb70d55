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
          json, long       | {"msg":"LONG","level":"error"}                           | error
          json, escapes    | {"msg":"a \\" \\\\","Level":"Warning"}                    | warn
          json, .NET       | {"Timestamp":"x","LogLevel":"Error","Message":"y"}       | error
          json, Serilog    | {"@t":"2026","@m":"x","@l":"Warning"}                    | warn
          json, Python     | {"name":"root","levelname":"CRITICAL"}                   | fatal
          json, OTel       | {"severity_text":"ERROR","body":"x"}                     | error
          json, Monolog    | {"level":400,"level_name":"ERROR"}                       | error
          json, inner      | {"a":{"level":"debug"},"b":[{"level":1}],"level":"error"} | error
          json, of another | {"device":{"level":"error"},"msg":"x"}                   |
          json, Elastic    | {"log":{"level":"error"},"message":"x"}                  | error
          json, both       | {"log":{"level":"debug"},"level":"error"}                | error
          json, no key     | {"msg":"level","x":["level","error"]}                    |
          json, no end     | {"level":"info","msg":"cut o                             | info
          json, blanks     | ~  {"level":"error"}~                                    | error
          json, no number  | {"level":"4x"}                                           |
          logfmt in quotes | msg="set level=debug" level=error                        | error
          logfmt, escapes  | msg="a \\" level=debug" level=error                      | error
          logfmt, long     | msg="LONG" level=error                                   | error
          logfmt, case     | Level=Error msg=x                                        | error
          logfmt, geth     | t=1 lvl=dbug msg=x                                       | debug
          logfmt, no key   | a.b.c.level=debug xlevel=warn                            |
          structlog        | 2026-11-24 07:00:01 [error    ] msg                      | error
          Next.js          | error - ./pages/index.js                                 | error
          Next.js warns    | warn  - slow                                             | warn
          no head          | it is an error - perhaps                                 |
          a name           | error-handler started                                    |
          .NET             | fail: Microsoft.Hosting[0]                               | error
          JavaScript       | TypeError: x is not a function                           | error
          node             | TypeError [ERR_INVALID_ARG]: x                           | error
          browser          | Uncaught ReferenceError: x is not defined                | error
          Java             | java.lang.IllegalStateException: x                       | error
          Java, alone      | java.lang.NullPointerException                           | error
          Java's main      | Exception in thread "main" java.lang.Error               | error
          Python           | Traceback (most recent call last):                       | error
          spoken of        | TypeErrors are no concern                                |
          handled          | it was a TypeError: x                                    |
          Error            | Error: x                                                 | error
          nothing          | listening on 0.0.0.0:3210                                |
          """)
  void isFoundWhereProgramsWriteIt(String kind, String text, String level) {
    assertEquals(
        level,
        LevelFinder.of(text.replace("LONG", "x".repeat(500))).map(Level::word).orElse(null),
        kind);
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
