package nebula.kube;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does independent things at the same time.
final class Together {
  private Together() {}

  /// The results in the order of the tasks, after all have ended. When this thread is interrupted,
  /// the tasks are too.
  static <T> List<T> all(List<Callable<T>> tasks) throws ApiError, InterruptedException {
    if (tasks.size() == 1) {
      return Collections.singletonList(alone(tasks.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        try {
          results.add(future.get());
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
      return results;
    }
  }

  private static <T> T alone(Callable<T> task) throws ApiError, InterruptedException {
    try {
      return task.call();
    } catch (Exception e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(Throwable trouble)
      throws ApiError, InterruptedException {
    switch (trouble) {
      case ApiError error -> throw error;
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException(trouble);
    }
  }
}
