package nebula.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nebula.process.Programs.DataReader;
import nebula.process.Programs.Outcome;

/// A program whose output is read as data, in large pieces. zt-exec copies a kilobyte at a time,
/// which costs seconds where a gigabyte is read.
final class DataProgram {
  /// A reader whose program has ended and whose thread was interrupted needs no longer.
  private static final Duration PATIENCE_WITH_READER = Duration.ofSeconds(2);

  private final Process process;
  private final ProgramOutput err = new ProgramOutput(_ -> {}, new Object());
  private final CompletableFuture<Void> errors = new CompletableFuture<>();
  private final CompletableFuture<Void> data = new CompletableFuture<>();

  DataProgram(Process process) {
    this.process = process;
  }

  static Process start(Command command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.arguments());
    command.folder().ifPresent(folder -> builder.directory(folder.toFile()));
    command
        .environment()
        .forEach((name, value) -> {
          if (value == null) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  Outcome run(DataReader reader, Duration limit)
      throws InterruptedException, IOException, TimeoutException {
    // Not virtual ones: the read of a pipe holds the carrier of a virtual thread.
    Thread.ofPlatform().daemon().start(() -> pass(process.getErrorStream(), this::keep, errors));
    Thread reading =
        Thread.ofPlatform().daemon().start(() -> pass(process.getInputStream(), reader, data));
    try {
      long deadline = System.nanoTime() + limit.toNanos();
      data.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      errors.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      return new Outcome(process.exitValue(), "", err());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException trouble) {
        throw trouble;
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      end(reading);
    }
  }

  String err() {
    return err.finish();
  }

  private void end(Thread reading) {
    if (process.isAlive()) {
      ProcessTree.end(process);
    }
    reading.interrupt();
    try {
      reading.join(PATIENCE_WITH_READER);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(InputStream stream) throws IOException {
    stream.transferTo(err);
  }

  private static void pass(InputStream stream, DataReader reader, CompletableFuture<Void> done) {
    try (stream) {
      reader.read(stream);
      done.complete(null);
    } catch (IOException | RuntimeException trouble) {
      done.completeExceptionally(trouble);
    }
  }
}
