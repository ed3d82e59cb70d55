package nebula.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Ends a tree of processes: asks all of it, and kills what is left after the grace.
final class TreeEnd {
  private static final Duration FIRST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(100);

  /// For processes that the kernel holds: no signal ends them before their disk answers.
  private static final Duration AFTER_KILL = Duration.ofSeconds(2);

  private final ProcessTable table;
  private final Duration grace;

  TreeEnd(ProcessTable table, Duration grace) {
    this.table = table;
    this.grace = grace;
  }

  /// Returns when nothing is left, and how many processes there were.
  ///
  /// @param leader the first process; 0 when it is not known to live
  int end(long leader, String mark) {
    List<Long> tree = ProcessEntry.tree(table.read(mark), leader);
    signal(tree, ProcessHandle::destroy);
    if (!tree.isEmpty() && !isGone(leader, mark, grace, _ -> {})) {
      // Anew at each look: what is being killed may just have started another.
      isGone(leader, mark, AFTER_KILL, ProcessHandle::destroyForcibly);
    }
    return tree.size();
  }

  private boolean isGone(
      long leader, String mark, Duration limit, Consumer<ProcessHandle> signalOfEachLook) {
    long deadline = System.nanoTime() + limit.toNanos();
    long gap = FIRST_LOOK.toNanos();
    while (true) {
      List<Long> left = ProcessEntry.tree(table.read(mark), leader);
      if (left.isEmpty() || System.nanoTime() >= deadline) {
        return left.isEmpty();
      }
      signal(left, signalOfEachLook);
      LockSupport.parkNanos(gap);
      gap = Math.min(2 * gap, LONGEST_LOOK.toNanos());
    }
  }

  private static void signal(List<Long> processes, Consumer<ProcessHandle> signal) {
    for (long process : processes) {
      ProcessHandle.of(process).ifPresent(signal);
    }
  }
}
