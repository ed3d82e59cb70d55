package e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nebula.kube.Kube;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Observation;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.SyncRule;
import nebula.sync.LiveUpdate;
import nebula.sync.SourceState;

/// A live update of one service on a real cluster, fed as the engine feeds it.
final class RunningSync implements LiveUpdate.Listener, AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final BlockingQueue<String> codes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Cause> troubles = new LinkedBlockingQueue<>();
  private final Queue<Action> whenBehind = new ConcurrentLinkedQueue<>();
  private final LiveUpdate live;
  private final Kube.Subscription watch;

  interface Action {
    void run() throws IOException;
  }

  RunningSync(String name, SyncRule rule, Kube kube) {
    Service service =
        new Service(
            name,
            "app",
            Position.startOf(rule.from()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(rule),
            Optional.empty(),
            List.of());
    live = new LiveUpdate(service, SourceState.nothing(), kube, this);
    watch = kube.watch((observed, now) -> observed(name, observed, now));
  }

  private void observed(String name, String observed, Observation now) {
    if (observed.equals(name)) {
      live.observed(now);
    }
  }

  /// Done once, between a look at the files and their reading.
  void whenBehind(Action action) {
    whenBehind.add(action);
  }

  void forget() {
    codes.clear();
  }

  void awaitCode(String words) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    String last = "none";
    for (String code = ""; !code.equals(words); last = code) {
      code = codes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertTrue(code != null, "never " + words + ", the last was " + last);
    }
  }

  Cause awaitTrouble() throws InterruptedException {
    Cause cause = troubles.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    assertTrue(cause != null, "no trouble");
    return cause;
  }

  List<Cause> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void code(Code code) {
    Action action = code instanceof Code.Older ? whenBehind.poll() : null;
    if (action != null) {
      try {
        action.run();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    codes.add(code.words());
  }

  @Override
  public void busy(Optional<String> step) {}

  @Override
  public void rebuild(String why) {}

  @Override
  public void restarted(Instant at) {}

  @Override
  public void said(String pod, String container, String line) {}

  @Override
  public void trouble(Optional<Cause> cause) {
    cause.ifPresent(troubles::add);
  }

  @Override
  public void notice(String text) {}

  @Override
  public void close() {
    watch.close();
    live.close();
  }
}
