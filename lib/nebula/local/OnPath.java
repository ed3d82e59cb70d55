package nebula.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/// Which programs the `PATH` of an environment leads to.
final class OnPath {
  private final String path;

  OnPath(Map<String, String> environment) {
    this.path = environment.getOrDefault("PATH", "");
  }

  boolean has(String program) {
    for (String folder : path.split(File.pathSeparator)) {
      if (!folder.isEmpty() && isProgram(folder, program)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProgram(String folder, String program) {
    try {
      Path file = Path.of(folder).resolve(program);
      return Files.isRegularFile(file) && Files.isExecutable(file);
    } catch (InvalidPathException strange) {
      return false;
    }
  }
}
