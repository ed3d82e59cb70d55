package nebula.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `./jbang SCRIPT.java` promises, on a machine whose JDK is made of shell scripts.
class WrapperTest {
  private FakeMachine machine;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    machine = new FakeMachine(folder);
  }

  static Stream<String> shells() {
    return Stream.of("sh", "dash", "bash", "bash --posix", "busybox sh", "zsh --emulate sh", "ksh")
        .filter(shell -> Files.isExecutable(Path.of("/bin", shell.split(" ")[0])));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void everyArgumentReachesTheScriptAsItWasGiven(String shell) throws Exception {
    machine.useShell(shell);
    var given = List.of("two words", "it's", "\"q\"", "$HOME", "`id`", "", "*", "a\nb", "\\n", "é");
    for (var start : List.of("first", "second")) {
      var result = machine.up(given.toArray(String[]::new));
      assertEquals(given, result.userArguments(), start + result.err());
      assertEquals(7, result.exitCode(), start);
    }
    assertEquals(1, machine.timesAsked());
  }

  @Test
  void theScriptIsToldWhereItsCheckoutIs() throws Exception {
    assertTrue(machine.up().arguments().contains("-Dnebula.home=" + machine.checkout));
  }

  @Test
  void aBuildIsOneLineAndAStartOfTheKeptCommandIsSilent() throws Exception {
    assertEquals("Building up.java (first start, a few seconds)…\n", machine.up().err());
    assertEquals("", machine.up().err());
  }

  @Test
  void theJvmTakesThePlaceOfTheWrapperSoThatSignalsReachIt() throws Exception {
    for (int start = 1; start <= 2; start++) {
      var result = machine.up();
      assertTrue(result.out().startsWith("pid " + result.pid() + "\n"), result.out());
    }
  }

  interface Change {
    void in(FakeMachine machine) throws Exception;
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("an edited source", m -> m.write("my checkout/lib/nebula/model/Port.java", "x")),
        change("a new source", m -> m.write("my checkout/lib/nebula/model/Link.java", "x")),
        change("a new folder", m -> m.write("my checkout/lib/nebula/kube/Kube.java", "x")),
        change(
            "a deleted source",
            m -> Files.delete(m.checkout.resolve("lib/nebula/model/Port.java"))),
        change("a renamed folder", m -> move(m, "lib/nebula/model", "lib/nebula/models")),
        change("the edited script", m -> m.write("my checkout/up.java", "//JAVA 25+\n")),
        change("an edited catalog", m -> m.write("my checkout/jbang-catalog.json", "{ }")),
        change("an edited wrapper", m -> m.edit("#!/bin/sh", "#!/bin/sh\n")),
        change("a source put back with its old date", WrapperTest::replaceKeepingTheDate),
        change("a jar that is gone", m -> Files.delete(m.folder.resolve("jars/up.jar"))),
        change("a dependency that is gone", m -> Files.delete(m.folder.resolve("jars/dep.jar"))),
        change("another JDK", m -> m.environment.put("JAVA_HOME", m.jdk("jdk26", "26").toString())),
        change("a JDK that was updated", m -> m.jdk("jdk", "25.0.4")));
  }

  private static Arguments change(String what, Change change) {
    return Arguments.of(what, change);
  }

  private static void move(FakeMachine machine, String from, String to) throws Exception {
    Files.move(machine.checkout.resolve(from), machine.checkout.resolve(to));
  }

  private static void replaceKeepingTheDate(FakeMachine machine) throws Exception {
    var source = machine.checkout.resolve("lib/nebula/model/Port.java");
    Files.writeString(source, "record Port(int number) {}\n");
    Files.setLastModifiedTime(source, FileTime.fromMillis(0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void jbangIsAskedAgainAfter(String what, Change change) throws Exception {
    machine.up();
    machine.up();
    assertEquals(1, machine.timesAsked(), "before " + what);
    change.in(machine);
    machine.up();
    assertEquals(2, machine.timesAsked(), "after " + what);
  }

  @Test
  void whatIsNoSourceDoesNotMatter() throws Exception {
    machine.up();
    machine.write("my checkout/docs/page.md", "edited");
    machine.write("my checkout/services/postgres/k8s.yaml", "new");
    machine.up();
    assertEquals(1, machine.timesAsked());
  }

  @Test
  void aMovedCheckoutIsBuiltAnewAndForgottenAtItsOldPlace() throws Exception {
    machine.up();
    var moved = machine.folder.resolve("moved");
    Files.move(machine.checkout, moved);
    var result = machine.run(moved, "./jbang", List.of("up.java"));
    assertTrue(result.arguments().contains("-Dnebula.home=" + moved), result.out());
    assertEquals(2, machine.timesAsked());
    var kept = machine.folder.resolve("cache/nebula/launch" + machine.checkout + "/up.java");
    assertTrue(Files.notExists(kept), "still there: " + kept);
  }

  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("my checkout", "./jbang", "up.java"),
        Arguments.of("my checkout/lib/nebula", "../../jbang", "up.java"),
        Arguments.of("my checkout/lib/nebula", "../../jbang", "../../up.java"),
        Arguments.of("", "my checkout/jbang", "my checkout/up.java"),
        Arguments.of("", "link/jbang", "up.java"),
        Arguments.of("", "jbang-link", "up.java"),
        Arguments.of("jars", "../jbang-link", "../link/up.java"));
  }

  @ParameterizedTest(name = "from \"{0}\": {1} {2}")
  @MethodSource("places")
  void itDoesNotMatterFromWhereItIsCalled(String from, String wrapper, String script)
      throws Exception {
    Files.createSymbolicLink(machine.folder.resolve("link"), machine.checkout);
    Files.createSymbolicLink(machine.folder.resolve("jbang-link"), machine.wrapper());
    machine.up();
    var result = machine.run(machine.folder.resolve(from), wrapper, List.of(script, "x"));
    assertEquals(List.of("x"), result.userArguments(), result.err());
    assertEquals(1, machine.timesAsked(), "not the same kept command");
  }

  @Test
  void aScriptBesideTheCallerComesBeforeOneOfTheCheckout() throws Exception {
    machine.write("elsewhere/up.java", "//JAVA 25+\n");
    machine.up();
    machine.run(machine.folder.resolve("elsewhere"), "../my checkout/jbang", List.of("up.java"));
    assertEquals(2, machine.timesAsked());
  }

  @Test
  void compileErrorsAreShownAndNothingIsKept() throws Exception {
    machine.write("broken", "");
    for (int start = 1; start <= 2; start++) {
      var result = machine.up();
      assertEquals(1, result.exitCode());
      assertTrue(result.err().contains("up.java:3: error: missing"), result.err());
    }
    Files.delete(machine.folder.resolve("broken"));
    assertEquals(7, machine.up().exitCode());
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    machine.write("hold", "");
    var first = machine.start(machine.checkout, "./jbang", List.of("up.java"));
    FakeMachine.await(() -> machine.timesAsked() == 1);
    var second = machine.start(machine.checkout, "./jbang", List.of("up.java"));
    Files.delete(machine.folder.resolve("hold"));
    for (var start : List.of(first, second)) {
      assertTrue(start.waitFor(30, TimeUnit.SECONDS));
      assertEquals(7, start.exitValue());
    }
    assertEquals(1, machine.timesAsked());
  }

  @Test
  void anInterruptedBuildLeavesNothingBehind() throws Exception {
    machine.write("hold", "");
    var start = machine.start(machine.checkout, "./jbang", List.of("up.java"));
    FakeMachine.await(() -> machine.timesAsked() == 1);
    var jbang = start.children().toList();
    start.destroy();
    assertTrue(start.waitFor(10, TimeUnit.SECONDS), "waits for JBang");
    assertEquals(143, start.exitValue());
    for (var child : jbang) child.onExit().get(10, TimeUnit.SECONDS);
    try (var left = Files.list(machine.folder.resolve("cache/nebula"))) {
      assertTrue(left.noneMatch(file -> file.toString().contains("work.")));
    }
    Files.delete(machine.folder.resolve("hold"));
    assertEquals(7, machine.up().exitCode());
  }

  @Test
  void whatIsNoScriptGoesToJBangAsItIs() throws Exception {
    var result = machine.run(machine.checkout, "./jbang", List.of("info", "tools", "up.java"));
    assertTrue(result.out().endsWith("dev.jbang.Main info tools up.java\n"), result.out());
    assertEquals(5, result.exitCode());
  }

  @Test
  void aScriptThatIsNotThereIsNamed() throws Exception {
    var result = machine.run(machine.checkout.resolve("lib"), "../jbang", List.of("upp.java"));
    assertEquals(2, result.exitCode());
    assertEquals(
        "jbang: there is no upp.java in %s/lib, nor in %<s\n".formatted(machine.checkout),
        result.err());
  }
}
