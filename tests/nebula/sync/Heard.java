package nebula.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nebula.model.Cause;
import nebula.model.Code;

/// What a live update told, and waiting for it.
class Heard implements LiveUpdate.Listener {
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private final List<Code> codes = new ArrayList<>();
  private final List<String> rebuilds = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private Optional<Cause> trouble = Optional.empty();
  private Optional<String> step = Optional.empty();
  private int busies;

  /// Waits for the code, after those that were waited for before.
  synchronized void awaitCode(Code code) throws InterruptedException {
    await(() -> codes.contains(code), "no " + code);
    codes.subList(0, codes.indexOf(code) + 1).clear();
  }

  /// All that came up to it.
  synchronized List<Code> awaitCodesUntil(Code code) throws InterruptedException {
    await(() -> codes.contains(code), "no " + code);
    return List.copyOf(codes.subList(0, codes.indexOf(code) + 1));
  }

  synchronized void awaitTrouble(String words) throws InterruptedException {
    await(() -> trouble.filter(cause -> cause.what().contains(words)).isPresent(), "no " + words);
  }

  synchronized String awaitRebuild() throws InterruptedException {
    await(() -> !rebuilds.isEmpty(), "no rebuild");
    return rebuilds.removeFirst();
  }

  synchronized void awaitLine(String line) throws InterruptedException {
    await(() -> lines.contains(line), "no line " + line);
  }

  synchronized void awaitIdle() throws InterruptedException {
    await(() -> step.isEmpty(), "still busy");
  }

  /// Whether it has become busy, and forgets it.
  synchronized boolean wasBusyAtOnce() {
    boolean was = busies > 1;
    busies = 0;
    return was;
  }

  synchronized List<String> rebuilds() {
    return List.copyOf(rebuilds);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized Optional<Cause> trouble() {
    return trouble;
  }

  @Override
  public synchronized void code(Code code) {
    codes.add(code);
    notifyAll();
  }

  @Override
  public synchronized void busy(Optional<String> now) {
    step = now;
    busies += now.isPresent() ? 1 : 0;
    notifyAll();
  }

  @Override
  public synchronized void rebuild(String why) {
    rebuilds.add(why);
    notifyAll();
  }

  @Override
  public synchronized void restarted(Instant at) {
    lines.add("restarted");
  }

  @Override
  public synchronized void said(String pod, String container, String line) {
    lines.add(pod + "/" + container + ": " + line);
    notifyAll();
  }

  @Override
  public synchronized void trouble(Optional<Cause> cause) {
    trouble = cause;
    notifyAll();
  }

  @Override
  public synchronized void notice(String text) {
    lines.add(text);
    notifyAll();
  }

  private void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(otherwise + "; heard " + codes + rebuilds + lines + trouble);
      }
      wait(Math.max(1, left / 1_000_000));
    }
  }
}
