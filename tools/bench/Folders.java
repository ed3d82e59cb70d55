package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /// With all that is in it, over what is there.
  static void copy(Path from, Path to) {
    try (var files = Files.walk(from.normalize())) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.normalize().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
