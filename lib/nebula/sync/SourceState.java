package nebula.sync;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a service at one moment: those that its image is built from and those of its sync
/// rules, without what is ignored.
///
/// @param files by absolute path with `/`
public record SourceState(SortedMap<String, SourceFile> files) {
  public SourceState {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  public static SourceState nothing() {
    return new SourceState(new TreeMap<>());
  }

  /// Whether an image built from the one is as good as an image built from the other.
  public boolean sameAs(SourceState other) {
    return Changes.between(files, other.files).isEmpty();
  }

  /// What {@link #write} wrote; nothing when there is no such file, or it is not whole.
  public static SourceState read(Path file) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    try (var lines = Files.lines(file)) {
      lines.map(SourceLine::parse).forEach(line -> files.put(line.path(), line.file()));
      return new SourceState(files);
    } catch (IOException | RuntimeException e) {
      return nothing();
    }
  }

  /// For the next run. Whoever reads meanwhile gets the old or the new one, never a half.
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "files", "");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
        for (var each : files.entrySet()) {
          out.write(new SourceLine(each.getKey(), each.getValue()).text());
          out.write('\n');
        }
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
