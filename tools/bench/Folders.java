package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Folders that end with the benchmark.
final class Folders {
  private Folders() {}

  static Path temporary() {
    try {
      return Files.createTempDirectory("nebula-bench-notes");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// With all that is in it; nothing when it is not there.
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException stays) {
      throw new UncheckedIOException(stays);
    }
  }
}
