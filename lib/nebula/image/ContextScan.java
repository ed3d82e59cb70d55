package nebula.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nebula.sync.DockerIgnore;

/// What a build's context holds once Docker has left out what `.dockerignore` names. Looks at
/// names, sizes and times and reads no file.
///
/// @param files a line each, sorted: path, permissions, size in bytes, time of change in
///   nanoseconds, place on the disk; of a folder its path with `/` and its permissions
/// @param newest time of the last change of any file, in milliseconds since 1970
/// @param whole false when the walk was given up because there was too much
/// @param parts bytes by the name of what is directly in the context
record ContextScan(
    List<String> files, long bytes, long newest, boolean whole, Map<String, Long> parts) {
  /// A second `up` waits for this walk, and a person who left `.dockerignore` out does too.
  private static final int MOST_FILES = 200_000;

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// @param lines of the `.dockerignore` that holds
  static ContextScan of(Path context, DockerIgnore lines) throws IOException {
    // A link to a folder would be walked as a file.
    Path folder = context.toRealPath();
    Walk walk = new Walk(folder, lines);
    Files.walkFileTree(folder, walk);
    walk.files.sort(null);
    return new ContextScan(walk.files, walk.bytes, walk.newest, walk.whole, walk.parts);
  }

  /// The largest first.
  List<Map.Entry<String, Long>> biggestParts(int count) {
    return parts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(count)
        .toList();
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path context;
    private final DockerIgnore lines;
    private final Deque<DockerIgnore.Verdict> verdicts = new ArrayDeque<>();
    private final long deadline = System.nanoTime() + LIMIT.toNanos();
    private final List<String> files = new ArrayList<>();
    private final Map<String, Long> parts = new HashMap<>();
    private long bytes;
    private long newest;
    private boolean whole = true;

    Walk(Path context, DockerIgnore lines) {
      this.context = context;
      this.lines = lines;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(context)) {
        verdicts.push(lines.root());
        return FileVisitResult.CONTINUE;
      }
      String path = path(folder);
      DockerIgnore.Verdict verdict = lines.of(path, verdicts.getFirst());
      if (verdict.ignored() && !lines.mayBringBackBelow(path)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      verdicts.push(verdict);
      if (!verdict.ignored()) {
        files.add(path + "/\t" + permissions(folder));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = path(file);
      if (!lines.of(path, verdicts.getFirst()).ignored()) {
        add(path, permissions(file), attributes);
      }
      whole = files.size() < MOST_FILES && System.nanoTime() < deadline;
      return whole ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /// What vanishes meanwhile, or may not be read, is Docker's to tell.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException trouble) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException trouble) {
      verdicts.pop();
      return FileVisitResult.CONTINUE;
    }

    private void add(String path, String permissions, BasicFileAttributes attributes) {
      long size = attributes.size();
      FileTime changed = attributes.lastModifiedTime();
      long time = changed.to(TimeUnit.NANOSECONDS);
      files.add(
          String.join("\t", path, permissions, "" + size, "" + time, "" + attributes.fileKey()));
      bytes += size;
      newest = Math.max(newest, changed.toMillis());
      int slash = path.indexOf('/');
      parts.merge(slash < 0 ? path : path.substring(0, slash), size, Long::sum);
    }

    /// Empty where there are none, or the file has just gone.
    private static String permissions(Path file) {
      try {
        return PosixFilePermissions.toString(
            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
      } catch (IOException | UnsupportedOperationException unknown) {
        return "";
      }
    }

    private String path(Path file) {
      return context.relativize(file).toString().replace('\\', '/');
    }
  }
}
