package nebula.sync;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Gathers what happens until it is quiet for a moment: saving a file is several events, and
/// checking out a branch is thousands.
final class Burst {
  /// Longer than the gap between the events of one save, shorter than anybody notices.
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(12);

  /// Who writes without a pause is not waited for.
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /// Beyond, looking everywhere is cheaper than looking at each.
  private static final int MOST_PATHS = 5_000;

  private final Set<Path> paths = new LinkedHashSet<>();
  private boolean everywhere;
  private boolean other;
  private boolean closed;
  private long first;
  private long last;

  /// What has happened.
  ///
  /// @param paths where to look again; empty: everywhere
  record Gathered(Optional<Set<Path>> paths) {}

  synchronized void touched(Path path) {
    boolean isFirst = !hasPaths();
    if (paths.size() < MOST_PATHS) {
      paths.add(path);
    } else {
      everywhere = true;
    }
    noteTime(isFirst);
  }

  synchronized void everywhere() {
    boolean isFirst = !hasPaths();
    everywhere = true;
    noteTime(isFirst);
  }

  /// Something else than a file is another: the waiting ends at once.
  synchronized void other() {
    other = true;
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Waits until something has happened and, for files, it is quiet again.
  ///
  /// @param limitNanos how long to wait for the first thing
  synchronized Gathered await(long limitNanos) throws InterruptedException {
    long end = System.nanoTime() + limitNanos;
    while (!closed && !other && !hasPaths() && System.nanoTime() < end) {
      waitNanos(end - System.nanoTime());
    }
    while (!closed && hasPaths()) {
      long now = System.nanoTime();
      long left = Math.min(last + QUIET_NANOS, first + LONGEST_NANOS) - now;
      if (left <= 0) {
        break;
      }
      waitNanos(left);
    }
    Set<Path> gathered = Set.copyOf(paths);
    Gathered result = new Gathered(everywhere ? Optional.empty() : Optional.of(gathered));
    paths.clear();
    everywhere = false;
    other = false;
    return result;
  }

  private boolean hasPaths() {
    return everywhere || !paths.isEmpty();
  }

  private void noteTime(boolean isFirst) {
    last = System.nanoTime();
    if (isFirst) {
      first = last;
    }
    notifyAll();
  }

  private void waitNanos(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1));
  }
}
