package nebula.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways to a session of its own, by what a system has.
class OwnSessionTest {
  @TempDir Path bin;

  @ParameterizedTest
  @ValueSource(strings = {"setsid", "perl"})
  void theProcessLeadsAGroupUnderTheNumberThatWeKnow(String program) throws IOException {
    assumeTrue(new OnPath(System.getenv()).has(program), program + " is not here");
    Files.createFile(bin.resolve(program)).toFile().setExecutable(true);

    // The last word has to arrive as it is, whatever is in it.
    Process process = start("sh", "-c", "echo \"$0\"; exec sleep 600", "a 'b' $c @d");
    try {
      assertEquals("a 'b' $c @d", process.inputReader().readLine());
      assertEquals(process.pid(), groupOf(process.pid()));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void withNeitherTheCommandIsStartedAllTheSame() {
    assertEquals(List.of("sh", "-c", "x"), around("sh", "-c", "x"));
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(around(command)).start();
  }

  private List<String> around(String... command) {
    return OwnSession.around(List.of(command), new OnPath(Map.of("PATH", bin.toString())));
  }

  private static long groupOf(long process) {
    return LocalStage.TABLE.read("").stream()
        .filter(entry -> entry.pid() == process)
        .findAny()
        .orElseThrow()
        .group();
  }
}
