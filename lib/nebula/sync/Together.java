package nebula.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the same with several things at once.
final class Together {
  private Together() {}

  interface Work<T> {
    void with(T one) throws InterruptedException;
  }

  /// Returns when all is done.
  static <T> void each(List<T> things, Work<T> work) throws InterruptedException {
    if (things.size() == 1) {
      work.with(things.getFirst());
      return;
    }
    List<Callable<Void>> calls = new ArrayList<>();
    for (T thing : things) {
      calls.add(() -> {
        work.with(thing);
        return null;
      });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> each : threads.invokeAll(calls)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
