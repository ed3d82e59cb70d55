package nebula.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a run is to be asked, and with what token: `runs/PID.page` of the state folder, which only
/// its owner can read.
///
/// @param process that the run is
public record RunAddress(Path file, long process, int port, String token) implements AutoCloseable {
  private static final String SUFFIX = ".page";

  /// `http://localhost:10350`
  public String url() {
    return "http://localhost:" + port;
  }

  /// A run takes its file away when it ends in order, and a killed one takes its process.
  boolean isThere() {
    return Files.exists(file)
        && ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  static RunAddress write(Path stateFolder, int port, String token) throws IOException {
    long process = ProcessHandle.current().pid();
    Path file = folder(stateFolder).resolve(process + SUFFIX);
    Files.createDirectories(file.getParent());
    Path draft = Files.createTempFile(file.getParent(), "." + process, ".new", onlyMine());
    Files.writeString(draft, port + "\n" + token + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new RunAddress(file, process, port, token);
  }

  /// The live run on this cluster; of several the one that began first. Files of dead ones are
  /// passed over.
  public static Optional<RunAddress> find(Path stateFolder) {
    if (!Files.isDirectory(folder(stateFolder))) {
      return Optional.empty();
    }
    try (var files = Files.list(folder(stateFolder))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .map(RunAddress::read)
          .flatMap(Optional::stream)
          .filter(RunAddress::lives)
          .min((one, other) -> one.begun().compareTo(other.begun()));
    } catch (IOException | UncheckedIOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<RunAddress> read(Path file) {
    try {
      String name = file.getFileName().toString();
      long process = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
      List<String> lines = Files.readAllLines(file);
      int port = Integer.parseInt(lines.getFirst());
      return Optional.of(new RunAddress(file, process, port, lines.get(1)));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException notOne) {
      return Optional.empty();
    }
  }

  private boolean lives() {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        // A number is used again after a restart of the machine: only a JVM can be a run.
        .filter(handle -> handle.info().command().filter(it -> it.contains("java")).isPresent())
        .filter(handle -> handle.info().startInstant().map(this::isOlder).orElse(true))
        .isPresent();
  }

  /// Whether a process that began then can have written the file: one that was given the number of
  /// a killed run began after it.
  private boolean isOlder(Instant start) {
    return !start.isAfter(begun().toInstant().plusSeconds(1));
  }

  private FileTime begun() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(Long.MAX_VALUE);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // A file of a dead process is passed over by everyone who reads it.
    }
  }

  private static Path folder(Path stateFolder) {
    return stateFolder.resolve("runs");
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
