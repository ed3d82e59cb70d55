package nebula.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import nebula.model.Failure;

/// Lets one run at a time make or mend the cluster. The system takes the lock back however a run
/// ends.
final class CreationTurn implements AutoCloseable {
  /// As long as another run may take to create a cluster on a slow machine.
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final FileChannel channel;

  private final boolean waited;

  private CreationTurn(FileChannel channel, boolean waited) {
    this.channel = channel;
    this.waited = waited;
  }

  /// @param waiting is run once when another run has the turn
  /// @throws Failure when it is not given up within the limit
  static CreationTurn take(Path file, Runnable waiting) throws InterruptedException {
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean free = isLocked(channel);
      if (!free) {
        waiting.run();
        await(channel);
      }
      return new CreationTurn(channel, !free);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether another run had the turn, so that much may be otherwise now.
  boolean waited() {
    return waited;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(FileChannel channel) throws IOException, InterruptedException {
    Patience patience = Patience.of(LIMIT);
    while (!isLocked(channel)) {
      if (!patience.again()) {
        channel.close();
        throw Failure.timedOut(
            "another run has been making the cluster for %d minutes".formatted(LIMIT.toMinutes()),
            "end it, then run the same command again");
      }
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false; // by another thread of this process
    }
  }
}
