package nebula.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nebula.sync.SourceFile.Kind;

/// Reads files that may change or vanish at any moment: what is not there is empty, never an error.
final class SourceReader {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /// Where there are no permissions, Docker sends every file as executable.
  private static final int MODE_WITHOUT_PERMISSIONS = 0755;

  /// A file written twice within its time stamp's grain looks the same after the second time. Two
  /// seconds is the coarsest grain there is (FAT).
  private static final long COARSEST_GRAIN = TimeUnit.SECONDS.toNanos(2);

  private static final int BUFFER = 64 * 1024;

  private final MessageDigest digest = sha256();
  private final byte[] buffer = new byte[BUFFER];

  /// The file without its content's hash. Empty for what is neither file, folder nor link.
  Optional<SourceFile> look(Path path) {
    try {
      return POSIX
          ? posix(path)
          : found(path, attributes(path, BasicFileAttributes.class), MODE_WITHOUT_PERMISSIONS);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<SourceFile> posix(Path path) throws IOException {
    PosixFileAttributes read = attributes(path, PosixFileAttributes.class);
    return found(path, read, mode(read.permissions()));
  }

  List<Path> list(Path folder) {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(paths::add);
    } catch (IOException | RuntimeException e) {
      // It has gone; what was listed is looked at all the same.
      return paths;
    }
    return paths;
  }

  /// The file with its hash, which is taken over from before where the file has not been touched.
  Optional<SourceFile> whole(Path path, SourceFile file, Optional<SourceFile> before) {
    if (file.kind() != Kind.FILE) {
      return Optional.of(file);
    }
    if (before.isPresent() && before.get().looksLike(file) && isSettled(file)) {
      return Optional.of(file.withContent(before.get().content()));
    }
    try {
      return Optional.of(file.withContent(hash(path)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isSettled(SourceFile file) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return now - file.modified() > COARSEST_GRAIN;
  }

  private String hash(Path path) throws IOException {
    digest.reset();
    try (InputStream in = Files.newInputStream(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return hex(digest);
  }

  private static Optional<SourceFile> found(Path path, BasicFileAttributes read, int mode)
      throws IOException {
    long modified = read.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    long identity = read.fileKey() == null ? 0 : read.fileKey().hashCode();
    if (read.isRegularFile()) {
      return Optional.of(new SourceFile(Kind.FILE, mode, "", read.size(), modified, identity));
    }
    if (read.isDirectory()) {
      return Optional.of(new SourceFile(Kind.FOLDER, mode, "", 0, 0, 0));
    }
    if (read.isSymbolicLink()) {
      String target = SourceTree.name(Files.readSymbolicLink(path));
      return Optional.of(new SourceFile(Kind.LINK, mode, target, 0, modified, identity));
    }
    return Optional.empty();
  }

  private static <T extends BasicFileAttributes> T attributes(Path path, Class<T> kind)
      throws IOException {
    return Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
  }

  private static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission each : permissions) {
      mode |= 0400 >> each.ordinal();
    }
    return mode;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
