package nebula.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./jbang tests.java` prints and how it ends: the real wrapper and script, on tests of its
/// own.
class RunnerTest {
  @TempDir private static Path project;
  private static Result everything;

  record Result(int exitCode, String out) {
    String lastLine() {
      return out.lines().toList().getLast();
    }
  }

  private static void writeProject() throws IOException {
    var home = Path.of(System.getProperty("nebula.home", "."));
    write("jbang", Files.readString(home.resolve("jbang")));
    project.resolve("jbang").toFile().setExecutable(true);
    // Sources of other folders are not here.
    write(
        "tests.java",
        Files.readString(home.resolve("tests.java"))
            .replaceAll("//SOURCES (?!lib/|tests/).*\n", ""));
    var picocli =
        Files.readAllLines(home.resolve("lib/nebula/Nebula.java")).stream()
            .filter(line -> line.startsWith("//DEPS info.picocli"))
            .findFirst()
            .orElseThrow();
    write("lib/nebula/Nebula.java", picocli + "\npackage nebula;\n");
    write(
        "tests/nebula/GoodTest.java",
        """
        package nebula;
        import org.junit.jupiter.api.Test;
        import org.junit.jupiter.params.ParameterizedTest;
        import org.junit.jupiter.params.provider.ValueSource;
        class GoodTest {
          @Test void holds() {}
          @ParameterizedTest @ValueSource(ints = {1, 2}) void holdsFor(int number) {}
        }
        """);
    write(
        "tests/nebula/MixedTest.java",
        """
        package nebula;
        import org.junit.jupiter.api.*;
        class MixedTest {
          @Test void breaks() {
            throw new AssertionError("not so", new IllegalStateException("the root"));
          }
          @Disabled("not yet") @Test void waits() {}
          @Nested class Inner { @Test void holds() {} }
        }
        """);
    write(
        "tests/e2e/ClusterTest.java",
        """
        package e2e;
        import org.junit.jupiter.api.*;
        class ClusterTest {
          @BeforeAll static void need() { Assumptions.abort("no Docker here"); }
          @Test void starts() {}
          @Test void stops() {}
        }
        """);
  }

  @BeforeAll
  static void runEverything() throws Exception {
    writeProject();
    everything = tests();
  }

  @Test
  void eachClassHasALineAndTheCountIsTheLast() throws Exception {
    var result = everything;
    assertEquals(1, result.exitCode(), result.out());
    assertHas("(?m)^nebula[.]GoodTest +3 passed, 0 failed, 0 skipped  \\d+[.]\\d\\d s$", result);
    assertHas("(?m)^nebula[.]MixedTest +1 passed, 1 failed, 1 skipped ", result);
    assertHas("(?m)^e2e[.]ClusterTest +0 passed, 0 failed, 2 skipped ", result);
    assertEquals("4 passed, 1 failed, 3 skipped", result.lastLine());
  }

  @Test
  void aFailureIsToldWithItsCauseAndOurLines() throws Exception {
    var result = everything;
    assertHas("FAILED +nebula[.]MixedTest[.]breaks\n +java.lang.AssertionError: not so\n", result);
    assertHas("at nebula[.]MixedTest[.]breaks\\(MixedTest[.]java:5\\)", result);
    assertHas("caused by java[.]lang[.]IllegalStateException: the root", result);
    assertFalse(result.out().contains("org.junit.platform"), result.out());
  }

  @Test
  void aSkippedTestIsToldWithItsReason() throws Exception {
    var result = everything;
    assertHas("skipped +nebula[.]MixedTest[.]waits: not yet", result);
    assertHas("skipped +e2e[.]ClusterTest: .*no Docker here", result);
  }

  @Test
  void whereTheClusterIsRequiredASkippedTestOfItFails() throws Exception {
    var result = tests("--e2e", "--require-e2e");
    assertEquals(1, result.exitCode());
    assertEquals("0 passed, 2 failed, 0 skipped", result.lastLine());
  }

  @Test
  void whatIsAskedForIsRun() throws Exception {
    assertEquals("4 passed, 1 failed, 1 skipped", tests("--unit").lastLine());
    var one = tests("--filter", "GoodTest.holds$");
    assertEquals("1 passed, 0 failed, 0 skipped", one.lastLine());
    assertEquals(0, one.exitCode());
  }

  @Test
  void aRunWithoutATestFails() throws Exception {
    var result = tests("--filter", "NoSuchTest");
    assertEquals(1, result.exitCode());
    assertTrue(result.out().contains("No test was found."), result.out());
    assertEquals("0 passed, 0 failed, 0 skipped", result.lastLine());
  }

  @Test
  void namesCanBeListed() throws Exception {
    var names = tests("--list").out().lines().toList();
    assertTrue(names.containsAll(List.of("nebula.GoodTest.holds", "e2e.ClusterTest.stops")));
  }

  private static void assertHas(String pattern, Result result) {
    assertTrue(Pattern.compile(pattern).matcher(result.out()).find(), result.out());
  }

  private static Result tests(String... options) throws Exception {
    var command = new ArrayList<>(List.of(project.resolve("jbang").toString(), "tests.java"));
    command.addAll(List.of(options));
    var process =
        new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true).start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out);
  }

  private static void write(String path, String text) throws IOException {
    Files.createDirectories(project.resolve(path).getParent());
    Files.writeString(project.resolve(path), text);
  }
}
