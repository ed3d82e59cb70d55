package nebula.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/// Which process a run started for a service, written down for the case that the run is killed. The
/// file is locked as long as a run holds the service: the system gives the lock back with the run,
/// however that ended, so that what is written and not locked is a leftover.
final class ProcessRecord implements AutoCloseable {
  /// The system tells starts in ticks counted from its own start, whose time it may correct.
  private static final Duration SAME_START = Duration.ofSeconds(1);

  private final FileChannel file;

  private ProcessRecord(FileChannel file) {
    this.file = file;
  }

  /// @param process 0 before it is started: should the run be killed just then, the mark tells it
  /// @param started tells the process from a later one with the same number
  record Entry(long process, Instant started, String mark) {
    /// The process, or 0 when it is gone and its number free or another's.
    long living() {
      return process <= 0
          ? 0
          : ProcessHandle.of(process)
              .filter(ProcessHandle::isAlive)
              .flatMap(handle -> handle.info().startInstant())
              .filter(start -> Duration.between(start, started).abs().compareTo(SAME_START) <= 0)
              .map(_ -> process)
              .orElse(0L);
    }
  }

  /// Empty when another run holds the service.
  static Optional<ProcessRecord> take(Path stateFolder, String service) throws IOException {
    Path folder = Files.createDirectories(stateFolder.resolve("local"));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(service + ".process"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new ProcessRecord(channel));
      }
    } catch (OverlappingFileLockException heldHere) {
      // Another run in this very program, as tests have.
    }
    channel.close();
    return Optional.empty();
  }

  /// What is written: of an earlier run, unless {@link #write} came before.
  Optional<Entry> read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), 4096));
    file.read(bytes, 0);
    Properties values = new Properties();
    values.load(
        new StringReader(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)));
    try {
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Entry(
                  Long.parseLong(values.getProperty("process", "")),
                  Instant.parse(values.getProperty("started", "")),
                  values.getProperty("mark", "")));
    } catch (NumberFormatException | DateTimeParseException halfWritten) {
      return Optional.empty();
    }
  }

  void write(Entry entry) throws IOException {
    String text =
        "process=%d\nstarted=%s\nmark=%s\n".formatted(entry.process, entry.started, entry.mark);
    clear();
    file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  void clear() throws IOException {
    file.truncate(0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
