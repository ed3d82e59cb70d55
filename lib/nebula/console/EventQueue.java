package nebula.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import nebula.event.Event;

/// Between the event bus, which must not wait, and a reader that may be slow. When the reader falls
/// behind, the oldest log lines are dropped and counted; no other event ever is.
final class EventQueue {
  /// What came since the last time, in order.
  ///
  /// @param dropped log lines that were dropped since the last time
  /// @param closed whether nothing comes after this
  record Batch(List<Event> events, long dropped, boolean closed) {}

  private final int lineLimit;
  private final long characterLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition ended = lock.newCondition();
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private int lines;
  private long characters;
  private long dropped;
  private boolean woken;
  private boolean closed;

  /// @param lineLimit log lines kept waiting
  /// @param characterLimit characters of log lines kept waiting
  EventQueue(int lineLimit, long characterLimit) {
    this.lineLimit = lineLimit;
    this.characterLimit = characterLimit;
  }

  void put(Event event) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      events.add(event);
      if (event instanceof Event.LogLine line) {
        lines++;
        characters += line.text().length();
        while (lines > 1 && (lines > lineLimit || characters > characterLimit)) {
          dropOldestLine();
        }
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private void dropOldestLine() {
    for (Iterator<Event> each = events.iterator(); each.hasNext(); ) {
      if (each.next() instanceof Event.LogLine line) {
        each.remove();
        lines--;
        characters -= line.text().length();
        dropped++;
        return;
      }
    }
  }

  /// Waits until something is there, {@link #wake} is called or the time is over.
  Batch take(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (events.isEmpty() && !woken && !closed && left > 0) {
        left = arrived.awaitNanos(left);
      }
      Batch batch = new Batch(new ArrayList<>(events), dropped, closed);
      events.clear();
      lines = 0;
      characters = 0;
      dropped = 0;
      woken = false;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Lets more gather: waits so long, or until closed.
  void rest(Duration time) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = time.toNanos();
      while (!closed && left > 0) {
        left = ended.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      woken = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the reader's thread to come to its end after {@link #close}.
  static void join(Thread reader, Duration atMost) {
    try {
      if (reader.isAlive() && !reader.join(atMost)) {
        reader.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
