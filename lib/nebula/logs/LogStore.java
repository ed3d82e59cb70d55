package nebula.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.event.Event;
import nebula.event.Masks;

/// Keeps the log of every service in `FOLDER/SERVICE/`, masked and without control sequences but
/// colours, and what changed in the service between the lines. Takes events under the bus's lock
/// and writes on a thread of its own: at once, and under load 50 times a second. When writing
/// fails, such as on a full disk, it is said once, and tried again with the next lines.
public final class LogStore implements Consumer<Event>, AutoCloseable {
  private static final int TEXT_LIMIT = 64_000;

  /// When so much waits to be written, whoever can wait does.
  private static final int ENOUGH_LINES = 10_000;

  private static final long ENOUGH_CHARACTERS = 2_000_000;

  /// Of those that cannot wait, what is over this is lost.
  private static final int MOST_LINES = 200_000;

  private static final long MOST_CHARACTERS = 32_000_000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Path folder;
  private final long limit;
  private final Supplier<Masks> masks;
  private final Consumer<String> notice;
  private final LogChanges changes = new LogChanges();
  private final Map<String, ServiceWriter> writers = new HashMap<>();
  private final Markers markers = new Markers();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private final Thread thread;
  private ArrayDeque<Event> waiting = new ArrayDeque<>();
  private long characters;
  private long dropped;
  private boolean closed;
  private boolean troubleSaid;

  /// @param limit bytes of each service
  /// @param masks asked for each batch of lines
  /// @param notice gets the sentence about lines that are not kept, on another thread
  public LogStore(Path folder, long limit, Supplier<Masks> masks, Consumer<String> notice) {
    this.folder = folder;
    this.limit = limit;
    this.masks = masks;
    this.notice = notice;
    this.thread = Thread.ofPlatform().daemon().name("nebula-logs").start(this::run);
  }

  /// What is kept here, to read; it hears of each new line.
  public LogFolder folder() {
    return new LogFolder(folder, changes);
  }

  /// There is room for no more of one service.
  public int mostLines() {
    return (int) Math.min(Integer.MAX_VALUE, limit / LineFormat.SOURCE);
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.LogLine line -> put(line, line.text().length());
      case Event.RunStarted _, Event.StatusChanged _, Event.CodeChanged _ -> put(event, 0);
      default -> {}
    }
  }

  /// Returns when what waits to be written is little, and in any case after ten seconds: a disk
  /// that hangs holds up nobody for longer.
  public void awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = LONGEST_WAIT.toNanos();
      while (!closed
          && left > 0
          && (waiting.size() >= ENOUGH_LINES || characters >= ENOUGH_CHARACTERS)) {
        left = taken.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void put(Event event, int length) {
    lock.lock();
    try {
      boolean full = waiting.size() >= MOST_LINES || characters + length > MOST_CHARACTERS;
      if (closed || (full && event instanceof Event.LogLine)) {
        dropped += closed ? 0 : 1;
        return;
      }
      waiting.add(event);
      characters += length;
      if (waiting.size() == 1) {
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      boolean open = true;
      while (open) {
        open = write(take());
        rest();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    changes.close();
  }

  private record Batch(ArrayDeque<Event> events, long dropped, boolean closed) {}

  private Batch take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        arrived.await();
      }
      Batch batch = new Batch(waiting, dropped, closed);
      waiting = new ArrayDeque<>();
      characters = 0;
      dropped = 0;
      taken.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Lets more gather, unless it is the end.
  private void rest() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = GATHER.toNanos();
      while (!closed && left > 0) {
        left = arrived.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean write(Batch batch) {
    Masks now = masks.get();
    Set<String> written = new HashSet<>();
    for (Event event : batch.events()) {
      markers.of(event).forEach((service, marker) -> add(service, marker, written));
      if (event instanceof Event.LogLine line) {
        markers
            .beginning(line.service(), line.at())
            .ifPresent(marker -> add(line.service(), marker, written));
        add(line.service(), kept(line, now), written);
      }
    }
    List<ServiceWriter> all = new ArrayList<>(writers.values());
    all.forEach(writer -> attempt(writer::flush));
    changes.written(written);
    if (batch.dropped() > 0) {
      notice.accept(batch.dropped() + " log lines came faster than they could be written to files");
    }
    if (batch.closed()) {
      all.forEach(writer -> attempt(writer::close));
    }
    return !batch.closed();
  }

  private static LogLine kept(Event.LogLine line, Masks masks) {
    // Masked before it is cut, so that no half of a secret stays.
    String whole = masks.text(CleanText.of(line.text()));
    int more = whole.length() - TEXT_LIMIT;
    String text = more <= 0 ? whole : whole.substring(0, TEXT_LIMIT) + "… (" + more + " more)";
    return new LogLine(
        line.at(),
        CleanText.of(line.pod()),
        CleanText.of(line.container()),
        LevelFinder.of(CleanText.plain(text)),
        Optional.empty(),
        text);
  }

  private void add(String service, LogLine line, Set<String> written) {
    if (!LogFolder.isName(service)) {
      return;
    }
    attempt(() -> {
      ServiceWriter writer =
          writers.computeIfAbsent(service, name -> new ServiceWriter(folder.resolve(name), limit));
      if (writer.add(line)) {
        written.add(service);
      }
    });
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException failed) {
      if (!troubleSaid) {
        troubleSaid = true;
        notice.accept("logs are not being kept in " + folder + ": " + failed);
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /// Writes what is still waiting, for at most ten seconds. The thread is never interrupted: that
  /// would close the file under what is being written.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(CLOSING);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
