package nebula.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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
  private String settings = "";
  private long changes;
  private long last;

  ProjectWatch(ProjectFiles files, Edits edits, EventBus bus, Clock clock) {
    this.files = files;
    this.edits = edits;
    this.bus = bus;
    this.clock = clock;
    this.settings = textOfSettings();
  }

  /// Runs until interrupted.
  void run() throws InterruptedException {
    List<Path> watched = new ArrayList<>(files.roots());
    watched.add(files.settings());
    try (SourceWatch _ = SourceWatch.open(watched, this::isWatched, new Hints())) {
      // What was edited between the start of the run and this moment is found by looking.
      follow();
      while (true) {
        awaitChangeAndQuiet();
        follow();
      }
    }
  }

  /// The settings lie in the project's folder, most of which is no business of a run.
  private boolean isWatched(Path path) {
    return files.roots().stream().anyMatch(path::startsWith);
  }

  private void follow() throws InterruptedException {
    tellOfSettings();
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

  private void tellOfSettings() {
    String now = textOfSettings();
    if (!now.equals(settings)) {
      settings = now;
      tell(FileNotices.SETTINGS_CHANGED);
    }
  }

  /// As before while it is not there, such as between the two steps of an editor's save.
  private String textOfSettings() {
    try {
      return Files.readString(files.settings());
    } catch (IOException gone) {
      return settings;
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
      if (isWatched(path) || path.endsWith(files.settings().getFileName())) {
        touch();
      }
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
