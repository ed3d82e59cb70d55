package nebula.config;

import java.nio.file.Path;
import nebula.model.Position;
import org.yaml.snakeyaml.error.Mark;

/// The file that is being read, and where its problems go.
record Source(Path file, Problems problems) {
  Position at(Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /// A path in the file, which counts from the file's own folder.
  Path resolve(String path) {
    return file.resolveSibling(path).normalize();
  }
}
