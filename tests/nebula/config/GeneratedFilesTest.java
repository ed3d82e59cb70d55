package nebula.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The schemas and the reference page are what the lists of keys say.
class GeneratedFilesTest {
  private static final String REGENERATE = "NEBULA_REGENERATE";

  record Generated(String file, String text) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Generated> generatedFiles() {
    return List.of(
        new Generated(
            "docs/service.schema.json",
            JsonSchema.of("A service of Nebula (service.yaml)", ServiceKeys.SERVICE)),
        new Generated(
            "docs/nebula.schema.json",
            JsonSchema.of("The settings of Nebula (nebula.yaml)", ProjectKeys.PROJECT)),
        new Generated("docs/configuration.md", ReferencePage.text()));
  }

  @ParameterizedTest
  @MethodSource("generatedFiles")
  void aGeneratedFileIsWhatTheKeysSay(Generated generated) throws IOException {
    Path file = projectRoot().resolve(generated.file());
    if (System.getenv(REGENERATE) != null) {
      Files.writeString(file, generated.text());
    }
    assertEquals(
        generated.text(),
        Files.readString(file),
        generated.file() + " is old; write it anew with: " + REGENERATE + "=1 ./jbang tests.java");
  }

  private static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("lib/nebula/config"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
