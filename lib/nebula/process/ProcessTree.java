package nebula.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Ends a process with all that it started.
public final class ProcessTree {
  /// Long enough for docker and k3d to tell their server, short enough for Ctrl-C.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private ProcessTree() {}

  /// Asks the process and its descendants to end, then kills those that did not within the grace.
  /// Returns when they are gone; an interrupt of this thread waits until then.
  ///
  /// @param process null when it was never started
  public static void end(Process process) {
    if (process == null) {
      return;
    }
    // Taken before the first signal: once a parent is gone, its children are no longer its own.
    List<ProcessHandle> tree =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    boolean interrupted = Thread.interrupted();
    tree.forEach(ProcessHandle::destroy);
    interrupted |= awaitEnd(tree);
    tree.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    interrupted |= awaitEnd(tree);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns whether this thread was interrupted meanwhile.
  private static boolean awaitEnd(List<ProcessHandle> tree) {
    CompletableFuture<Void> allEnded =
        CompletableFuture.allOf(
            tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    long deadline = System.nanoTime() + GRACE.toNanos();
    boolean interrupted = false;
    while (true) {
      try {
        allEnded.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        return interrupted;
      } catch (InterruptedException _) {
        interrupted = true;
      } catch (TimeoutException | ExecutionException _) {
        return interrupted;
      }
    }
  }
}
