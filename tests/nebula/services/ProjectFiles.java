package nebula.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nebula.config.ProjectReader;
import nebula.model.Project;

/// This project's own files.
final class ProjectFiles {
  private ProjectFiles() {}

  static Path root() {
    Path folder = Path.of(System.getProperty("nebula.home", "")).toAbsolutePath();
    while (!Files.exists(folder.resolve(ProjectReader.FILE_NAME))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static Project project() {
    return new ProjectReader(root()).read();
  }

  static String text(String file) {
    return text(root().resolve(file));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
