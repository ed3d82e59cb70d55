package nebula.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the wrapper finds on a machine or fetches, and what it says when it cannot.
class RequirementsTest {
  private static final String JAR = "jbang-cli-0.132.1-all.jar";
  private static final String PINNED =
      "f977075849cff866f45b27997f5671ab8a336a5dd3cf9e702b3479128338f3a7";
  private static final String IN_REPOSITORY = "dev/jbang/jbang-cli/0.132.1/" + JAR;

  private FakeMachine machine;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    machine = new FakeMachine(folder);
  }

  interface Place {
    void of(FakeMachine machine) throws Exception;
  }

  static Stream<Arguments> placesOfJdks() {
    return Stream.of(
        Arguments.of("JAVA_HOME", (Place) m -> javaHome(m, "99.0.1")),
        Arguments.of("an early access build", (Place) m -> javaHome(m, "99-ea")),
        Arguments.of("PATH", (Place) RequirementsTest::onThePath),
        Arguments.of("sdkman", (Place) m -> m.jdk("home/.sdkman/candidates/java/99", "99.0.1")),
        Arguments.of("JBang's own", (Place) m -> m.jdk("home/.jbang/cache/jdks/99", "99.0.1")));
  }

  private static void javaHome(FakeMachine machine, String version) throws Exception {
    machine.environment.put("JAVA_HOME", machine.jdk("jdk99", version).toString());
  }

  private static void onThePath(FakeMachine machine) throws Exception {
    var java = machine.jdk("jdk99", "99.0.1").resolve("bin/java");
    Files.createDirectories(machine.folder.resolve("bin"));
    Files.createSymbolicLink(machine.folder.resolve("alternative"), java);
    Files.createSymbolicLink(machine.folder.resolve("bin/java"), Path.of("../alternative"));
    machine.environment.merge("PATH", machine.folder + "/bin:", (path, bin) -> bin + path);
  }

  /// The machine's JAVA_HOME is a JDK 25, and so may be one of this real machine: 99 is wanted
  /// here.
  @ParameterizedTest(name = "{0}")
  @MethodSource("placesOfJdks")
  void aJdkIsFoundIn(String where, Place place) throws Exception {
    machine.edit("java_at_least=25", "java_at_least=99");
    place.of(machine);
    var result = machine.up("x");
    assertEquals(List.of("x"), result.userArguments(), result.err());
  }

  @Test
  void withoutAJdkOneSentenceSaysWhatToInstall() throws Exception {
    machine.edit("java_at_least=25", "java_at_least=99");
    var result = machine.up();
    assertEquals(3, result.exitCode());
    assertTrue(result.err().startsWith("jbang: no JDK 99 or later found: install"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
    machine.edit("java_at_least=25", "java_at_least=99");
    Files.delete(machine.jdk("jdk", "99.0.1").resolve("bin/javac"));
    assertEquals(3, machine.up().exitCode());
  }

  @Test
  void jbangIsFetchedOnceAndCheckedBySha256() throws Exception {
    publish("JBang");
    assertEquals(7, machine.up().exitCode());
    Files.delete(machine.folder.resolve("repo/" + IN_REPOSITORY));
    machine.write("my checkout/up.java", "//JAVA 26+\n");
    assertEquals(7, machine.up().exitCode());
    assertEquals(2, machine.timesAsked());
  }

  @Test
  void aCopyInTheLocalMavenRepositoryIsUsed() throws Exception {
    publish("JBang");
    machine.write("home/.m2/repository/" + IN_REPOSITORY, "JBang");
    machine.environment.put("NEBULA_MAVEN_REPO", "file:///nowhere");
    assertEquals("Building up.java (first start, a few seconds)…\n", machine.up().err());
  }

  @Test
  void aWrongJarIsRefusedAndNotKept() throws Exception {
    publish("JBang");
    machine.write("repo/" + IN_REPOSITORY, "<html>Please log in</html>");
    var result = machine.up();
    assertEquals(3, result.exitCode());
    assertTrue(result.err().contains("its sha256 is wrong"), result.err());
    try (var kept = Files.list(machine.folder.resolve("cache/nebula"))) {
      assertEquals(List.of(), kept.toList());
    }
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsNamed() throws Exception {
    publish("JBang");
    Files.delete(machine.folder.resolve("repo/" + IN_REPOSITORY));
    var result = machine.up();
    assertEquals(3, result.exitCode());
    assertTrue(result.err().contains("could not fetch JBang from file://"), result.err());
  }

  @Test
  void withoutCurlAndWgetOneSentenceSaysWhatToInstall() throws Exception {
    publish("JBang");
    var bin = Files.createDirectories(machine.folder.resolve("bin"));
    for (var tool : List.of("mkdir", "rm", "cat", "readlink", "sha256sum", "sed", "mv", "cp")) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/bin", tool));
    }
    machine.environment.put("PATH", bin.toString());
    machine.useShell("/bin/sh");
    var result = machine.up();
    assertEquals(3, result.exitCode());
    assertEquals(
        "jbang: curl or wget is needed once, to fetch JBang: install one of them, or JBang itself"
            + " (https://jbang.dev)\n",
        result.err());
  }

  @Test
  void theJarOfAnInstalledJBangIsUsed() throws Exception {
    Files.delete(machine.folder.resolve("cache/nebula/" + JAR));
    machine.write("installed/bin/jbang", "#!/bin/sh\necho the installed script must not run\n");
    machine.write("installed/bin/jbang.jar", "");
    machine.folder.resolve("installed/bin/jbang").toFile().setExecutable(true);
    machine.environment.merge("PATH", machine.folder + "/installed/bin:", (p, bin) -> bin + p);
    machine.environment.put("NEBULA_MAVEN_REPO", "file:///nowhere");
    assertEquals(7, machine.up().exitCode());
    var given = machine.run(machine.checkout, "./jbang", List.of("version")).out();
    assertTrue(given.contains("/installed/bin/jbang.jar dev.jbang.Main version"), given);
  }

  @Test
  void theWrapperOnThePathIsNotTakenForAnInstalledJBang() throws Exception {
    machine.environment.merge("PATH", machine.checkout + ":", (path, bin) -> bin + path);
    assertEquals(List.of("x"), machine.up("x").userArguments());
  }

  /// A repository that has these bytes as JBang's jar, and a wrapper that pins their sum.
  private void publish(String jar) throws Exception {
    Files.delete(machine.folder.resolve("cache/nebula/" + JAR));
    machine.write("repo/" + IN_REPOSITORY, jar);
    var sum = MessageDigest.getInstance("SHA-256").digest(jar.getBytes());
    machine.edit(PINNED, HexFormat.of().formatHex(sum));
    machine.environment.put("NEBULA_MAVEN_REPO", "file://" + machine.folder + "/repo/");
  }
}
