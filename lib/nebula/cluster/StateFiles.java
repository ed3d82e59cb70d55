package nebula.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The cluster's files in the project's state folder: its kubeconfig, the file for k3d, and which
/// start of the node has been seen Ready, so that it need not be asked again.
final class StateFiles {
  private final Path folder;

  StateFiles(Path folder) {
    this.folder = folder;
  }

  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /// Locked by the run that makes or mends the cluster.
  Path turn() {
    return folder.resolve("cluster.lock");
  }

  /// Whether the kubeconfig here is of this container. Ports and keys stay as long as it lives.
  boolean fits(FoundContainer node) {
    String seen = read(seenReady()).orElse("");
    return seen.startsWith(node.id() + " ") && Files.exists(kubeconfig());
  }

  /// Whether this start of the node has been seen Ready.
  boolean knowsReady(FoundContainer node) {
    return fits(node) && read(seenReady()).orElse("").equals(mark(node));
  }

  void rememberReady(FoundContainer node) {
    write(seenReady(), mark(node));
  }

  void writeKubeconfig(String text) {
    write(kubeconfig(), text);
  }

  Path writeRegistries(String text) {
    Path file = folder.resolve("registries.yaml");
    write(file, text);
    return file;
  }

  void delete() {
    try {
      Files.deleteIfExists(kubeconfig());
      Files.deleteIfExists(seenReady());
      Files.deleteIfExists(folder.resolve("registries.yaml"));
      Files.deleteIfExists(turn());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path seenReady() {
    return folder.resolve("node-ready");
  }

  private static String mark(FoundContainer node) {
    return node.id() + " " + node.startedAt();
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whole or not at all, and for this user's eyes only: a kubeconfig is a key to the cluster.
  private void write(Path file, String text) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".new", onlyMine());
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] onlyMine() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
