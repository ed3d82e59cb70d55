package nebula.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/// A clock that stands still until a test moves it; steps run on the test's own thread.
final class ManualTimeline implements Timeline {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Queue<Step> steps =
      new PriorityQueue<>(Comparator.comparing(Step::due).thenComparing(Step::number));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long number;

  private record Step(Instant due, long number, Runnable action) {}

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void after(Duration delay, Runnable step) {
    steps.add(new Step(now.plus(delay), number++, step));
  }

  /// Runs everything that is due within this time.
  void advance(Duration time) {
    Instant end = instant().plus(time);
    for (Step step = next(end); step != null; step = next(end)) {
      step.action().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  /// Moves from step to step until it is so.
  void advanceUntil(String what, BooleanSupplier condition) {
    Instant end = instant().plus(LONGEST);
    while (!condition.getAsBoolean()) {
      Step step = next(end);
      if (step == null) {
        throw new AssertionError("never happened within " + LONGEST + ": " + what);
      }
      step.action().run();
    }
  }

  @Override
  public synchronized void close() {
    steps.clear();
  }

  private synchronized Step next(Instant end) {
    if (steps.isEmpty() || steps.peek().due().isAfter(end)) {
      return null;
    }
    Step step = steps.poll();
    now = step.due();
    return step;
  }
}
