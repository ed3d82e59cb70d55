package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files of a service count, and when one counts as another.
class SourceTreeTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir Path temporary;
  private SourceFolder folder;

  @BeforeEach
  void start() {
    folder = new SourceFolder(temporary);
    folder.write("Dockerfile", "FROM scratch").write("src/a.ts", "a").write("README.md", "read");
  }

  @Test
  void ofABuildAllThatDockerGets() throws Exception {
    folder.write(".dockerignore", "*.md\nDockerfile\nout").write("out/x", "x");

    assertEquals(
        List.of(".dockerignore", "Dockerfile", "src/a.ts"), folder.files(folder.tree().scan()));
  }

  @Test
  void theIgnoreFileBesideTheDockerfileGoesFirst() throws Exception {
    folder.write(".dockerignore", "src").write("Dockerfile.dockerignore", "*.md");

    assertTrue(folder.files(folder.tree().scan()).contains("src/a.ts"));
    assertFalse(folder.files(folder.tree().scan()).contains("README.md"));
  }

  @Test
  void whatGitIgnoresDoesNotCount() throws Exception {
    folder
        .write(".git/HEAD", "ref")
        .write(".gitignore", "*.log\n/dist/")
        .write("src/.gitignore", "gen\n!keep.log")
        .write("src/gen/b.ts", "b")
        .write("src/keep.log", "k")
        .write("other.log", "o")
        .write("dist/c.js", "c");

    assertEquals(
        List.of(
            ".gitignore", "Dockerfile", "README.md", "src/.gitignore", "src/a.ts", "src/keep.log"),
        folder.files(folder.tree().scan()));
  }

  @Test
  void aRuleThatNamesAnIgnoredFolderGetsIt() throws Exception {
    folder
        .write(".git/HEAD", "ref")
        .write(".gitignore", "dist/")
        .write(".dockerignore", "dist")
        .write("dist/c.js", "c")
        .write("dist/deep/d.js", "d");

    List<String> files = folder.files(folder.tree(folder.rule("dist", "/app/dist")).scan());

    assertTrue(files.containsAll(List.of("dist/c.js", "dist/deep/d.js")), files::toString);
  }

  @Test
  void filesThatEditorsLeaveBesideDoNotCount() throws Exception {
    folder.write("src/.a.ts.swp", "").write("src/a.ts~", "").write("src/4913", "");
    folder.write("src/#a.ts#", "").write("src/a.ts___jb_tmp___", "");

    assertEquals(List.of("Dockerfile", "README.md", "src/a.ts"), folder.files(scan()));
  }

  @Test
  void linksCountAsLinks() throws Exception {
    Files.createSymbolicLink(folder.path("src/b.ts"), Path.of("a.ts"));
    Files.createSymbolicLink(folder.path("loop"), folder.path("."));

    SourceFile link = file(scan(), "src/b.ts");

    assertEquals(SourceFile.Kind.LINK, link.kind());
    assertEquals("a.ts", link.content());
    assertEquals(SourceFile.Kind.LINK, file(scan(), "loop").kind());
  }

  @Test
  void aFileIsAnotherWhenItsContentIs() throws Exception {
    SourceTree tree = folder.tree();
    SourceState before = tree.scan();

    folder.write("src/a.ts", "b");

    assertFalse(before.sameAs(tree.look(List.of(folder.path("src/a.ts")))));
    folder.write("src/a.ts", "a");
    assertTrue(before.sameAs(tree.look(List.of(folder.path("src/a.ts")))));
  }

  @Test
  void aFileWrittenTwiceInOneTickIsNoticed() throws Exception {
    SourceTree tree = folder.tree();
    FileTime now = Files.getLastModifiedTime(folder.path("src/a.ts"));
    SourceState before = tree.scan();

    folder.write("src/a.ts", "b");
    Files.setLastModifiedTime(folder.path("src/a.ts"), now);

    assertFalse(before.sameAs(tree.scan()));
  }

  @Test
  void aFileIsAnotherWhenItBecomesExecutable() throws Exception {
    SourceTree tree = folder.tree();
    SourceState before = tree.scan();

    Files.setPosixFilePermissions(
        folder.path("src/a.ts"), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertFalse(before.sameAs(tree.look(List.of(folder.path("src/a.ts")))));
  }

  @Test
  void looksOnlyWhereItIsTold() throws Exception {
    SourceTree tree = folder.tree();
    tree.scan();
    folder.write("new/deep/b.ts", "b").write("unseen.ts", "u").delete("src");

    SourceState seen = tree.look(List.of(folder.path("new"), folder.path("src")));

    assertEquals(List.of("Dockerfile", "README.md", "new/deep/b.ts"), folder.files(seen));
  }

  @Test
  void aChangedIgnoreFileChangesWhatCounts() throws Exception {
    SourceTree tree = folder.tree();
    tree.scan();
    folder.write(".dockerignore", "src");

    SourceState seen = tree.look(List.of(folder.path(".dockerignore")));

    assertFalse(folder.files(seen).contains("src/a.ts"));
  }

  @Test
  void anUntouchedFileIsNotReadAgainInTheNextRun() throws Exception {
    Path file = folder.path("src/a.ts");
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    Path memory = temporary.resolveSibling(temporary.getFileName() + ".memory");
    remember(scan(), memory);
    rewriteUnseen(file, "z");

    SourceTree next = new SourceTree(folder.build(), List.of(), BuiltFiles.read(memory).files());

    assertTrue(BuiltFiles.read(memory).files().sameAs(next.scan()));
    Files.delete(memory);
  }

  @Test
  void aMemoryThatIsNotWholeIsNone() throws Exception {
    Path memory = Files.writeString(temporary.resolve("memory"), "image\tweb:1\nfile\t644\tabc");

    assertTrue(BuiltFiles.read(memory).files().files().isEmpty());
  }

  @Test
  void whatIsRememberedIsReadAsItWasWritten() throws Exception {
    folder.write("src/tab\tand\nline \\ é.ts", "x");
    SourceState state = scan();
    Path memory = temporary.resolveSibling(temporary.getFileName() + ".memory");
    remember(state, memory);

    assertEquals(state, BuiltFiles.read(memory).files());
    Files.delete(memory);
  }

  private static void remember(SourceState state, Path memory) throws IOException {
    new BuiltFiles(Optional.of("web:1"), state).write(memory);
  }

  private SourceState scan() throws InterruptedException {
    return folder.tree().scan();
  }

  private SourceFile file(SourceState state, String path) {
    return Optional.ofNullable(state.files().get(SourceTree.name(folder.path(path)))).orElseThrow();
  }

  /// As a file that only reading would show to be another.
  private static void rewriteUnseen(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
  }
}
