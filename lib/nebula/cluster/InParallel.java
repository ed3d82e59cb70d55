package nebula.cluster;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Runs tasks side by side. The first that fails ends the others; nothing still runs on return.
final class InParallel {
  private InParallel() {}

  interface Task {
    void run() throws InterruptedException;
  }

  static void run(List<Task> tasks) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        awaitAll(threads, tasks);
      } catch (InterruptedException | RuntimeException ending) {
        threads.shutdownNow();
        throw ending;
      }
    }
  }

  private static void awaitAll(ExecutorService threads, List<Task> tasks)
      throws InterruptedException {
    CompletionService<Void> running = new ExecutorCompletionService<>(threads);
    tasks.forEach(task -> running.submit(callable(task)));
    for (int ended = 0; ended < tasks.size(); ended++) {
      try {
        running.take().get();
      } catch (ExecutionException failed) {
        switch (failed.getCause()) {
          case RuntimeException known -> throw known;
          case InterruptedException interrupt -> throw interrupt;
          default -> throw new IllegalStateException(failed.getCause());
        }
      }
    }
  }

  private static Callable<Void> callable(Task task) {
    return () -> {
      task.run();
      return null;
    };
  }
}
