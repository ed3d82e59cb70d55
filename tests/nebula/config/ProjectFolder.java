package nebula.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Position;
import nebula.model.Problem;
import nebula.model.Project;

/// A project on disk for one test.
final class ProjectFolder {
  private final Path root;

  ProjectFolder(Path root) {
    this.root = root;
  }

  ProjectFolder with(String file, String text) {
    return with(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  ProjectFolder with(String file, byte[] content) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Several files in one text: each begins with a line `== path`.
  ProjectFolder withAll(String files) {
    for (String part : files.split("(?m)^== ")) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        with(part.substring(0, end), part.substring(end + 1));
      }
    }
    return this;
  }

  Project read() {
    return new ProjectReader(root).read();
  }

  /// The lines that a user sees, with paths counted from the project; none when all is well.
  List<String> problems() {
    try {
      read();
      return List.of();
    } catch (Failure failure) {
      if (failure.exitCode() != ExitCode.BAD_INPUT) {
        throw failure;
      }
      String mark = Position.startOf(root.resolve("x")).toString();
      String prefix = mark.substring(0, mark.length() - "x:1:1".length());
      return failure.problems().stream()
          .map(Problem::line)
          .map(line -> line.replace(prefix, ""))
          .toList();
    }
  }
}
