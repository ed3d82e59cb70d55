package nebula.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a command that is one text is read.
final class CommandTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "pnpm dev                        | pnpm,dev",
        "  a   b                         | a,b",
        "sh -c \"a && b; c\"             | sh,-c,a && b; c",
        "sh -c 'echo $HOME > x'          | sh,-c,echo $HOME > x",
        "a ''                            | a,",
        "a b'c d'e                       | a,bc de",
        "curl http://x/?a=1&b=2          | curl,http://x/?a=1&b=2",
        "serve --define NAME=1           | serve,--define,NAME=1",
        "grep 5$ costs$5                 | grep,5$,costs$5",
        "./if x                          | ./if,x",
      })
  void isSplitAtSpacesOutsideQuotes(String text, String words) {
    CommandText command = CommandText.of(text);
    assertEquals(List.of(words.split(",", -1)), command.words());
    assertEquals(Optional.empty(), command.onlyShell());
    assertEquals(Optional.empty(), command.openQuote());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "a && b => &&",
        "a; b => a;",
        "while true; do date; done => while",
        "cd web && pnpm dev => cd",
        "PORT=80 node server.js => PORT=80",
        "pg_isready -U $USER => $USER",
        "pg_isready -U \"${USER}\" => ${USER}",
        "echo `date` => `date`",
        "a >log => >log",
        "a 2>&1 => 2>&1",
        "a < in => <",
        "a & => &",
      },
      delimiterString = "=>")
  void whatOnlyAShellUnderstandsIsFound(String text, String found) {
    assertEquals(Optional.of(found), CommandText.of(text).onlyShell());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"a 'b c|'", "\"|\"", "a \"b'|\""})
  void aQuoteThatIsNotClosedIsFound(String text, char quote) {
    assertEquals(Optional.of(quote), CommandText.of(text).openQuote());
  }
}
