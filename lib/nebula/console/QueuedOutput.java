package nebula.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import nebula.event.Event;

/// Runs a writer on a thread of its own, behind a queue.
final class QueuedOutput implements Output {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final EventQueue queue;
  private final Duration rest;
  private final Writer writer;
  private final Thread thread;

  /// Puts events somewhere; called on one thread only, in order.
  interface Writer {
    /// @throws IOException when nobody reads any more: nothing is written after that
    void write(EventQueue.Batch batch) throws IOException;
  }

  /// @param rest how long to let events gather after each batch
  QueuedOutput(String threadName, EventQueue queue, Duration rest, Writer writer) {
    this.queue = queue;
    this.rest = rest;
    this.writer = writer;
    this.thread = Thread.ofPlatform().daemon().name(threadName).start(this::run);
  }

  @Override
  public void accept(Event event) {
    queue.put(event);
  }

  @Override
  public void close() {
    queue.close();
    EventQueue.join(thread, CLOSING);
  }

  private void run() {
    try {
      boolean open = true;
      while (open) {
        EventQueue.Batch batch = queue.take(IDLE);
        writer.write(batch);
        open = !batch.closed();
        queue.rest(rest);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException nobodyReads) {
      queue.close();
    }
  }
}
