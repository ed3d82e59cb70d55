package nebula.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nebula.config.ProjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A remote run fetches each file by its name: what is not listed is not there.
class RemoteListsTest {
  private static final Path HOME = Path.of(System.getProperty("nebula.home", ".")).normalize();
  private static final String MEND = "run ./jbang tools/sources.java";

  @Test
  void theListOfSourcesIsTheFolder() throws IOException {
    var library = HOME.resolve("lib/nebula");
    var there =
        files(library).filter(name -> name.endsWith(".java") && !name.equals("Nebula.java"));
    var listed = directives(library.resolve("Nebula.java"), "//SOURCES ");
    assertEquals(there.toList(), listed.toList(), MEND);
  }

  /// Also from a checkout: what is not listed is not in the jar.
  @Test
  void theListOfThePagesFilesIsTheFolder() throws IOException {
    var page = HOME.resolve("lib/nebula/dashboard/page");
    var listed =
        directives(HOME.resolve("lib/nebula/Nebula.java"), "//FILES ")
            .map(line -> line.split("=")[1])
            .filter(name -> name.startsWith("dashboard/page/"));
    var there = files(page).map(name -> "dashboard/page/" + name);
    assertEquals(there.toList(), listed.sorted().toList(), MEND);
  }

  @Test
  void theListOfProjectFilesIsTheFolderOfServicesThatNeedNoCheckout() throws IOException {
    var listed = embedded().toList();
    var there = files(HOME.resolve("services")).map(name -> "services/" + name).toList();
    assertEquals("nebula.yaml", listed.getFirst());
    assertTrue(there.containsAll(listed.subList(1, listed.size())), MEND);
    for (var service : List.of("postgres", "temporal", "convex")) {
      var folder = "services/" + service + "/";
      assertEquals(
          there.stream().filter(name -> name.startsWith(folder)).toList(),
          listed.stream().filter(name -> name.startsWith(folder)).toList(),
          MEND);
    }
  }

  @Test
  void whatIsListedIsAProjectByItself(@TempDir Path elsewhere) throws IOException {
    for (var name : embedded().toList()) {
      var file = elsewhere.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(HOME.resolve(name), file);
    }
    var project = new ProjectReader(elsewhere).read();
    assertTrue(project.service("temporal").isPresent());
  }

  @Test
  void everyAliasHasItsScript() throws IOException {
    var catalog = Files.readString(HOME.resolve("jbang-catalog.json"));
    var scripts =
        Pattern.compile("\"script-ref\": \"([^\"]+)\"")
            .matcher(catalog)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertFalse(scripts.isEmpty());
    for (var script : List.copyOf(scripts)) {
      assertTrue(Files.isRegularFile(HOME.resolve(script)), script + " is not there");
    }
  }

  private static Stream<String> embedded() throws IOException {
    return directives(HOME.resolve("tools/nebula.java"), "//FILES ")
        .map(line -> line.split("=")[0]);
  }

  private static Stream<String> directives(Path file, String kind) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()));
  }

  private static Stream<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(
              file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("."))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }
}
