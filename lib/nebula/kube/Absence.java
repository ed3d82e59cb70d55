package nebula.kube;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Waits by a watch until nothing of a collection is left.
final class Absence implements ResourceWatch.Sink {
  private final FabricApi api;
  private final String collection;
  private final String selector;
  private final Set<String> left = new HashSet<>();
  private boolean known;

  /// @param selector of labels
  Absence(FabricApi api, String collection, String selector) {
    this.api = api;
    this.collection = collection;
    this.selector = selector;
  }

  /// @return false when the limit was over first
  boolean await(Duration limit) throws InterruptedException {
    Thread watch =
        Thread.ofVirtual()
            .name("absence")
            .start(new ResourceWatch(api, collection, selector, "", this));
    try {
      return awaitNone(System.nanoTime() + limit.toNanos());
    } finally {
      watch.interrupt();
    }
  }

  @Override
  public synchronized void listed(List<ApiObject> objects) {
    known = true;
    left.clear();
    objects.forEach(object -> left.add(object.name()));
    notifyAll();
  }

  @Override
  public synchronized void changed(ApiObject object) {
    left.add(object.name());
  }

  @Override
  public synchronized void deleted(ApiObject object) {
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
