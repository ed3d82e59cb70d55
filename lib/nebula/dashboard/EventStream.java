package nebula.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be sent to one reader. It is bounded: of a reader that is too slow, log lines are
/// dropped and counted, and when that is not enough it begins anew with a snapshot. Nobody ever
/// waits for it.
final class EventStream {
  private static final int MOST_MESSAGES = 1_000;
  private static final long MOST_BYTES = 1_000_000;
  private static final String ALL = "*";

  private final Set<String> logs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long dropped;
  private boolean behind;
  private boolean closed;

  /// What is to be sent next.
  ///
  /// @param behind whether a snapshot has to go first
  /// @param dropped log lines that are missing before it
  record Batch(List<Message> messages, boolean behind, long dropped, boolean closed) {}

  /// @param logs services whose lines are wanted; `*` for all
  EventStream(Set<String> logs) {
    this.logs = Set.copyOf(logs);
  }

  boolean wantsLogs() {
    return !logs.isEmpty();
  }

  void offer(Message message) {
    lock.lock();
    try {
      if (closed || (message.isLog() && !wants(message.service()))) {
        return;
      }
      boolean full = waiting.size() >= MOST_MESSAGES || waitingBytes > MOST_BYTES;
      if (full && message.isLog()) {
        dropped++;
        return;
      }
      if (full) {
        waiting.clear();
        waitingBytes = 0;
        behind = true;
      }
      // The snapshot that is still to be sent has it already.
      if (!behind || message.isLog()) {
        waiting.add(message);
        waitingBytes += message.bytes().length;
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Begins with a snapshot.
  void fallBehind() {
    lock.lock();
    try {
      behind = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean wants(String service) {
    return logs.contains(ALL) || logs.contains(service);
  }

  /// Empty when nothing came in that time.
  Optional<Batch> take(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (waiting.isEmpty() && !behind && dropped == 0 && !closed) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = arrived.awaitNanos(left);
      }
      Batch batch = new Batch(new ArrayList<>(waiting), behind, dropped, closed);
      waiting.clear();
      waitingBytes = 0;
      dropped = 0;
      behind = false;
      return Optional.of(batch);
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
