package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.engine.Tasks.Task;
import nebula.engine.Tasks.Work;

/// One piece of work at a time: newer work ends the older and begins when that has ended, so that
/// two never send objects of one service at once.
final class LatestWork {
  private final Tasks tasks;

  /// The newest last; more than one while older ones still end.
  private final List<Task> begun = new ArrayList<>();

  private Optional<Thread> inWhole = Optional.empty();
  private boolean isOver;

  LatestWork(Tasks tasks) {
    this.tasks = tasks;
  }

  synchronized void begin(Work work) {
    begun.removeIf(task -> !task.thread().isAlive());
    List<Task> before = List.copyOf(begun);
    before.forEach(this::endSoon);
    begun.add(
        tasks.start(() -> {
          for (Task older : before) {
            older.awaitEnd();
          }
          work.run();
        }));
  }

  /// Does a part of the work that newer work waits for: a deletion cut in half leaves requests on
  /// their way, which would take away what is sent next. Work that was ended before does none of
  /// it.
  void whole(Work part) throws InterruptedException {
    synchronized (this) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      inWhole = Optional.of(Thread.currentThread());
      isOver = false;
    }
    try {
      part.run();
    } finally {
      synchronized (this) {
        inWhole = Optional.empty();
        if (isOver) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void endSoon(Task older) {
    if (inWhole.equals(Optional.of(older.thread()))) {
      isOver = true;
    } else {
      older.interrupt();
    }
  }

  synchronized void end() {
    begun.forEach(Task::interrupt);
  }
}
