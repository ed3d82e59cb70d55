package nebula.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Says which live run on this machine holds which forwards of a cluster, so that a second run uses
/// them instead of calling the ports taken. One file a run, named after its process.
final class RunFile implements AutoCloseable {
  private final Path file;

  private RunFile(Path file) {
    this.file = file;
  }

  /// Writes down that this process holds the ports.
  static RunFile write(Path stateFolder, Collection<Integer> ports) {
    Path file = folder(stateFolder).resolve(Long.toString(ProcessHandle.current().pid()));
    String text = ports.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    try {
      Files.createDirectories(file.getParent());
      Path written = Files.writeString(file.resolveSibling("." + file.getFileName()), text);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file, failed);
    }
    return new RunFile(file);
  }

  /// The live run, other than this one, that holds the port.
  static Optional<Long> holderOf(Path stateFolder, int port) {
    return others(stateFolder).stream()
        .filter(run -> portsOf(stateFolder, run).contains(port))
        .findFirst();
  }

  /// Process numbers of the live runs on this cluster other than this one.
  static List<Long> others(Path stateFolder) {
    Path folder = folder(stateFolder);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    long own = ProcessHandle.current().pid();
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::valueOf)
          .filter(process -> process != own && isLiveRun(process))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
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

  private static boolean isLiveRun(long process) {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        // A number is used again after a restart of the machine: only a JVM can be a run.
        .flatMap(handle -> handle.info().command())
        .filter(command -> command.contains("java"))
        .isPresent();
  }

  private static Set<Integer> portsOf(Path stateFolder, long run) {
    Set<Integer> ports = new TreeSet<>();
    try {
      for (String line : Files.readAllLines(folder(stateFolder).resolve(Long.toString(run)))) {
        if (!line.isBlank()) {
          ports.add(Integer.valueOf(line.strip()));
        }
      }
    } catch (IOException | NumberFormatException ended) {
      return Set.of();
    }
    return ports;
  }

  private static Path folder(Path stateFolder) {
    return stateFolder.resolve("runs");
  }
}
