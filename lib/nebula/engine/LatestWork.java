package nebula.engine;

import java.util.Optional;
import nebula.engine.Tasks.Task;
import nebula.engine.Tasks.Work;

/// One piece of work at a time: newer work ends the older and begins when that has ended, so that
/// two never send objects of one service at once.
final class LatestWork {
  private final Tasks tasks;
  private Optional<Task> present = Optional.empty();

  LatestWork(Tasks tasks) {
    this.tasks = tasks;
  }

  synchronized void begin(Work work) {
    Optional<Task> before = present;
    before.ifPresent(Task::interrupt);
    present =
        Optional.of(
            tasks.start(() -> {
              if (before.isPresent()) {
                before.get().awaitEnd();
              }
              work.run();
            }));
  }

  synchronized void end() {
    present.ifPresent(Task::interrupt);
  }
}
