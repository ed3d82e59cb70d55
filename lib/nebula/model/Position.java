package nebula.model;

import java.nio.file.Path;

/// A place in a file; line and column count from 1, as editors do.
public record Position(Path file, int line, int column) {
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line and column count from 1: " + line + ":" + column);
    }
  }

  public static Position startOf(Path file) {
    return new Position(file, 1, 1);
  }

  /// `file:line:column`, relative to the folder the user stands in where that is shorter, so that
  /// terminals make it a link.
  @Override
  public String toString() {
    return shown() + ":" + line + ":" + column;
  }

  private Path shown() {
    Path here = Path.of("").toAbsolutePath();
    if (!file.isAbsolute() || !here.getRoot().equals(file.getRoot()) || file.equals(here)) {
      return file;
    }
    Path relative = here.relativize(file);
    return relative.toString().length() < file.toString().length() ? relative : file;
  }
}
