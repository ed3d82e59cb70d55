package nebula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The class archive that the launcher makes beside the first start of a script; until it is there,
/// starts are slower.
final class ClassArchive {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String VARIABLE = "launch_archive='";

  private ClassArchive() {}

  /// Returns when the archive is there, or when it is clear that none will come.
  static void await(Path script) throws InterruptedException {
    Optional<Path> archive = of(script);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (archive.isPresent() && !Files.exists(archive.get()) && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private static Optional<Path> of(Path script) {
    Path launch = cache().resolve("launch" + script).resolve("launch");
    try {
      return Files.readAllLines(launch).stream()
          .filter(line -> line.startsWith(VARIABLE))
          .map(line -> line.substring(VARIABLE.length(), line.lastIndexOf('\'')))
          .filter(path -> !path.isEmpty())
          .findFirst()
          .map(Path::of);
    } catch (IOException notKept) {
      return Optional.empty();
    }
  }

  private static Path cache() {
    String named = System.getenv("XDG_CACHE_HOME");
    Path base =
        named == null || named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(named);
    return base.resolve("nebula");
  }
}
