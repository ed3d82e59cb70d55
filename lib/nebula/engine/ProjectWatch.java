package nebula.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.FileNotices;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.sync.SourceWatch;

/// Follows the project's files while a run lasts. A mistake is told, once, and changes nothing.
final class ProjectWatch {
  /// Longer than the gap between a manifest and the `service.yaml` that one command writes, shorter
  /// than anybody waits.
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  private final ProjectFiles files;
  private final Edits edits;
  private final EventBus bus;
  private final Clock clock;
  private List<Problem> told = List.of();
  private long changes;
  private long last;

  ProjectWatch(ProjectFiles files, Edits edits, EventBus bus, Clock clock) {
    this.files = files;
    this.edits = edits;
    this.bus = bus;
    this.clock = clock;
  }

  /// Runs until interrupted.
  void run() throws InterruptedException {
    try (SourceWatch _ = SourceWatch.open(files.roots(), _ -> true, new Hints())) {
      // What was edited between the start of the run and this moment is found by looking.
      follow();
      while (true) {
        awaitChangeAndQuiet();
        follow();
      }
    }
  }

  private void follow() throws InterruptedException {
    try {
      edits.follow(files.plan().get());
      if (!told.isEmpty()) {
        told = List.of();
        tell(FileNotices.RIGHT_AGAIN);
      }
    } catch (Failure mistake) {
      if (!mistake.problems().equals(told)) {
        told = mistake.problems();
        told.forEach(problem -> tell(FileNotices.mistake(problem.line())));
      }
    }
  }

  private void tell(String text) {
    bus.publish(new Event.Notice(clock.instant(), text));
  }

  private synchronized void touch() {
    changes++;
    last = System.nanoTime();
    notifyAll();
  }

  private synchronized void awaitChangeAndQuiet() throws InterruptedException {
    while (changes == 0) {
      wait();
    }
    for (long left = QUIET_NANOS; left > 0; left = last + QUIET_NANOS - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    changes = 0;
  }

  private final class Hints implements SourceWatch.Listener {
    @Override
    public void touched(Path path) {
      touch();
    }

    @Override
    public void everything() {
      touch();
    }

    @Override
    public void slow(String why) {
      tell(why);
    }
  }
}
