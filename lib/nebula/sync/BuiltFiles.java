package nebula.sync;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which files the image of a service was built from, kept in the state folder: for the next run,
/// which need not read unchanged files again, and for whoever asks without a run.
///
/// @param image as the pods name it; empty when nothing is known
public record BuiltFiles(Optional<String> image, SourceState files) {
  private static final String IMAGE = "image\t";

  public static BuiltFiles unknown() {
    return new BuiltFiles(Optional.empty(), SourceState.nothing());
  }

  /// Where it is kept.
  public static Path file(Path stateFolder, String service) {
    return stateFolder.resolve("files").resolve(service);
  }

  /// What {@link #write} wrote; unknown when there is no such file, or it is not whole.
  public static BuiltFiles read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      Iterator<String> each = lines.iterator();
      String first = each.hasNext() ? each.next() : "";
      if (!first.startsWith(IMAGE)) {
        return unknown();
      }
      SortedMap<String, SourceFile> files = new TreeMap<>();
      while (each.hasNext()) {
        SourceLine line = SourceLine.parse(each.next());
        files.put(line.path(), line.file());
      }
      return new BuiltFiles(Optional.of(first.substring(IMAGE.length())), new SourceState(files));
    } catch (IOException | RuntimeException e) {
      return unknown();
    }
  }

  /// Whoever reads meanwhile gets the old or the new one, never a half.
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "files", "");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
        out.write(IMAGE + image.orElse("") + "\n");
        for (var each : files.files().entrySet()) {
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
