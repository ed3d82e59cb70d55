package nebula.logs;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells those who follow logs that there is more to read.
final class LogChanges {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Long> versions = new HashMap<>();
  private boolean closed;

  void written(Iterable<String> services) {
    lock.lock();
    try {
      services.forEach(service -> versions.merge(service, 1L, Long::sum));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How often each service's log has grown.
  Map<String, Long> versions() {
    lock.lock();
    try {
      return Map.copyOf(versions);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is more than was seen, or the time is over.
  ///
  /// @return the versions then
  Map<String, Long> after(Map<String, Long> seen, long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (versions.equals(seen) && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Map.copyOf(versions);
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

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
