package nebula.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nebula.model.Build;
import nebula.model.BuildSecret;
import nebula.model.Position;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What makes a build another build, and what does not.
class BuildFingerprintTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path root;

  interface Edit {
    void apply(BuildFingerprintTest test) throws IOException;
  }

  record Row(String edit, boolean changes, Edit apply) {
    @Override
    public String toString() {
      return edit + (changes ? " changes it" : " does not");
    }
  }

  static List<Row> edits() {
    return List.of(
        new Row("nothing", false, _ -> {}),
        new Row("other content", true, test -> test.write("src/a.ts", "other")),
        new Row("a later time", true, test -> test.touch("src/a.ts", LONG_AGO.plusSeconds(1))),
        new Row(
            "the same size and time in another file",
            true,
            test -> {
              test.write("src/new", "aaaa");
              test.touch("src/new", LONG_AGO);
              Files.move(
                  test.root.resolve("src/new"),
                  test.root.resolve("src/a.ts"),
                  java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }),
        new Row(
            "other permissions",
            true,
            test ->
                Files.setPosixFilePermissions(
                    test.root.resolve("src/a.ts"), PosixFilePermissions.fromString("rwxr-xr-x"))),
        new Row("an empty folder", true, test -> Files.createDirectory(test.root.resolve("e"))),
        new Row("a new file", true, test -> test.write("src/b.ts", "b")),
        new Row("a file less", true, test -> Files.delete(test.root.resolve("src/a.ts"))),
        new Row("another Dockerfile", true, test -> test.write("Dockerfile", "FROM b")),
        new Row("an ignored file", false, test -> test.write("node_modules/x/index.js", "new")),
        new Row("a file that is brought back", true, test -> test.write("dist/keep.js", "new")),
        new Row("a file beside that", false, test -> test.write("dist/other.js", "new")));
  }

  @BeforeEach
  void project() throws IOException {
    write("Dockerfile", "FROM a");
    write(".dockerignore", "# comment\nnode_modules\n**/*.log\ndist\n!dist/keep.js\n");
    write("src/a.ts", "aaaa");
    write("node_modules/x/index.js", "x");
    write("dist/keep.js", "k");
    write("dist/other.js", "o");
    touchAll();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void filesOfTheContextCount(Row row) throws IOException {
    String before = text(build(), Map.of());
    row.apply().apply(this);
    if (row.changes()) {
      ageAllBut("src/a.ts");
      assertNotEquals(before, text(build(), Map.of()));
    } else {
      assertEquals(before, text(build(), Map.of()));
    }
  }

  @Test
  void settingsCount() throws IOException {
    Build plain = build();
    List<Build> others =
        List.of(
            with(Optional.of("final"), Map.of(), List.of(), Optional.empty()),
            with(Optional.empty(), Map.of("A", Optional.of("b")), List.of(), Optional.empty()),
            with(Optional.empty(), Map.of(), List.of(variable()), Optional.empty()),
            with(Optional.empty(), Map.of(), List.of(), Optional.of("linux/arm64")));
    for (Build other : others) {
      assertNotEquals(text(plain, Map.of()), text(other, Map.of()), other::toString);
    }
  }

  @Test
  void theValueOfASecretCounts() throws IOException {
    Build build = with(Optional.empty(), Map.of(), List.of(variable()), Optional.empty());
    assertNotEquals(text(build, Map.of("TOKEN", "a")), text(build, Map.of("TOKEN", "b")));
  }

  @Test
  void theValueOfAnArgumentOfTheEnvironmentCounts() throws IOException {
    Build build =
        with(Optional.empty(), Map.of("A", Optional.empty()), List.of(), Optional.empty());
    assertNotEquals(text(build, Map.of("A", "a")), text(build, Map.of("A", "b")));
  }

  @Test
  void aFileThatWasChangedJustNowSaysNothing() throws IOException {
    touch("src/a.ts", Instant.now().plusSeconds(1));
    assertEquals("", text(build(), Map.of()));
  }

  @Test
  void theDockerfilesOwnIgnoreFileComesFirst() throws IOException {
    write("Dockerfile.dockerignore", "src\n");
    touchAll();
    ContextScan scan = BuildFingerprint.of(build(), Map.of()).scan();
    List<String> paths = scan.files().stream().map(line -> line.split("\t")[0]).toList();
    assertEquals(
        List.of(
            ".dockerignore",
            "Dockerfile",
            "Dockerfile.dockerignore",
            "dist/",
            "dist/keep.js",
            "dist/other.js",
            "node_modules/",
            "node_modules/x/",
            "node_modules/x/index.js"),
        paths);
  }

  @Test
  void aContextMayBeALinkToItsFolder() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("src"));
    Path dockerfile = root.resolve("Dockerfile");
    Build build =
        new Build(
            "a",
            link,
            dockerfile,
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Position.startOf(dockerfile));

    List<String> files = BuildFingerprint.of(build, Map.of()).scan().files();

    assertEquals(List.of("a.ts"), files.stream().map(line -> line.split("\t")[0]).toList());
  }

  @Test
  void theBiggestPartsAreKnown() throws IOException {
    write("big/a", "x".repeat(3000));
    write("big/deep/b", "x".repeat(2000));
    write("small/a", "x".repeat(1000));
    ContextScan scan = BuildFingerprint.of(build(), Map.of()).scan();
    assertEquals(List.of(Map.entry("big", 5000L), Map.entry("small", 1000L)), scan.biggestParts(2));
  }

  private static BuildSecret variable() {
    return new BuildSecret.InEnvironment("token", "TOKEN");
  }

  private static String text(Build build, Map<String, String> environment) throws IOException {
    return BuildFingerprint.of(build, environment).text();
  }

  private Build build() {
    return with(Optional.empty(), Map.of(), List.of(), Optional.empty());
  }

  private Build with(
      Optional<String> target,
      Map<String, Optional<String>> arguments,
      List<BuildSecret> secrets,
      Optional<String> platform) {
    Path dockerfile = root.resolve("Dockerfile");
    Position declared = Position.startOf(dockerfile);
    return new Build("a", root, dockerfile, target, arguments, secrets, platform, declared);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void touch(String file, Instant time) throws IOException {
    Files.setLastModifiedTime(root.resolve(file), FileTime.from(time));
  }

  private void touchAll() throws IOException {
    age(LONG_AGO, "");
  }

  /// So that what was written just now can be compared; the edit itself keeps its size or place.
  private void ageAllBut(String kept) throws IOException {
    age(LONG_AGO, kept);
  }

  private void age(Instant time, String kept) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.equals(root.resolve(kept))) {
          Files.setLastModifiedTime(file, FileTime.from(time));
        } else if (Files.getLastModifiedTime(file).toInstant().isAfter(time.plusSeconds(60))) {
          Files.setLastModifiedTime(file, FileTime.from(time.plusSeconds(2)));
        }
      }
    }
  }
}
