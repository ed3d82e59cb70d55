package nebula.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// A shell and its one reader. What the reader has not taken yet is bounded: then the shell waits.
final class OpenTerminal {
  private static final int LONGEST_PIECE = 16 * 1024;
  private static final int MOST_PIECES = 16;
  private static final long TYPING_SECONDS = 5;
  private static final byte[] END = {};

  private final String id;
  private final ChosenContainer in;
  private final Shell shell;
  private final BlockingQueue<byte[]> shown = new ArrayBlockingQueue<>(MOST_PIECES);
  private final AtomicBoolean hasReader = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock typing = new ReentrantLock();
  private final Thread pump;
  private volatile boolean done;

  OpenTerminal(String id, ChosenContainer in, Shell shell) {
    this.id = id;
    this.in = in;
    this.shell = shell;
    this.pump = Thread.ofVirtual().name("terminal " + id).start(this::pump);
  }

  String id() {
    return id;
  }

  ChosenContainer in() {
    return in;
  }

  private void pump() {
    byte[] piece = new byte[LONGEST_PIECE];
    try (InputStream output = shell.output()) {
      for (int length = output.read(piece); length >= 0; length = output.read(piece)) {
        if (length > 0) {
          shown.put(Arrays.copyOf(piece, length));
        }
      }
      shown.put(END);
    } catch (IOException | InterruptedException closing) {
      shown.offer(END);
    } finally {
      done = true;
    }
  }

  /// @return whether there was none before; what one has read, another could not
  boolean takeReader() {
    return hasReader.compareAndSet(false, true);
  }

  boolean hasReader() {
    return hasReader.get();
  }

  /// The next bytes, none of them at the end; empty when nothing was shown in that time.
  Optional<byte[]> take(long millis) throws InterruptedException {
    byte[] piece = shown.poll(millis, TimeUnit.MILLISECONDS);
    return piece == null && done ? Optional.of(END) : Optional.ofNullable(piece);
  }

  String end() {
    return shell.end();
  }

  /// In the order of the calls.
  void type(byte[] input) throws Refused, InterruptedException {
    if (!typing.tryLock(TYPING_SECONDS, TimeUnit.SECONDS)) {
      throw new Refused(409, "the container takes no input", Optional.of("close the terminal"));
    }
    try {
      shell.type(input);
    } catch (IOException ended) {
      throw ended();
    } finally {
      typing.unlock();
    }
  }

  void resize(int columns, int rows) throws Refused {
    try {
      shell.resize(columns, rows);
    } catch (IOException ended) {
      throw ended();
    }
  }

  private Refused ended() {
    return new Refused(409, "the terminal has ended: " + shell.end(), Optional.empty());
  }

  /// Returns when the shell has been told to end.
  void close() {
    if (closed.compareAndSet(false, true)) {
      shell.close();
      pump.interrupt();
    }
  }
}
