package nebula.kube;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Waits by a watch until nothing of a collection is left.
final class Absence implements ResourceWatch.Sink {
  private final ApiClient api;
  private final String path;
  private final Set<String> left = new HashSet<>();
  private boolean known;

  /// @param path of the collection, with a selector
  Absence(ApiClient api, String path) {
    this.api = api;
    this.path = path;
  }

  /// @return false when the limit was over first
  boolean await(Duration limit) throws InterruptedException {
    Thread watch = Thread.ofVirtual().name("absence").start(new ResourceWatch(api, path, this));
    try {
      return awaitNone(System.nanoTime() + limit.toNanos());
    } finally {
      watch.interrupt();
    }
  }

  @Override
  public synchronized void listed(List<JsonValue> objects) {
    known = true;
    left.clear();
    objects.forEach(object -> left.add(object.name()));
    notifyAll();
  }

  @Override
  public synchronized void changed(JsonValue object) {
    left.add(object.name());
  }

  @Override
  public synchronized void deleted(JsonValue object) {
    left.remove(object.name());
    notifyAll();
  }

  private synchronized boolean awaitNone(long end) throws InterruptedException {
    while (!known || !left.isEmpty()) {
      long milliseconds = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (milliseconds <= 0) {
        return false;
      }
      wait(milliseconds);
    }
    return true;
  }
}
