package nebula.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import nebula.model.Cause;
import nebula.model.LocalProcess;
import nebula.model.Service;

/// Keeps the process of one local service running until it is closed. Everything happens on one
/// thread, in the order in which it was asked for or came; asking returns at once.
public final class LocalRunner implements AutoCloseable {
  /// How soon it looks again whether a port is free or another run has ended.
  private static final Duration NEXT_LOOK = Duration.ofSeconds(1);

  private final Service service;
  private final LocalProcess local;
  private final LocalMachine machine;
  private final Consumer<String> lines;
  private final Consumer<LocalChange> changes;
  private final BlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final RestartGap gap = new RestartGap();

  private Optional<ProcessRecord> record = Optional.empty();
  private Optional<LocalTree> running = Optional.empty();
  private Optional<LocalChange> told = Optional.empty();
  private Instant since = Instant.EPOCH;
  private boolean wanted;
  private int restarts;
  private long turn;

  private sealed interface Signal {}

  private enum Wish implements Signal {
    START,
    STOP,
    RESTART,
    CLOSE
  }

  private record Ended(LocalTree tree, int exitCode) implements Signal {}

  /// Time to try again, unless something else was asked for since.
  private record Wake(long turn) implements Signal {}

  /// @param service one with a local process; it is not started before {@link #start}
  /// @param lines gets each line of output; on other threads than `changes`
  /// @param changes gets what becomes of it, one at a time and in order
  public LocalRunner(
      Service service,
      LocalMachine machine,
      Consumer<String> lines,
      Consumer<LocalChange> changes) {
    this.service = service;
    this.local = service.local().orElseThrow();
    this.machine = machine;
    this.lines = lines;
    this.changes = changes;
    // No virtual one: children must be ended also when others keep all cores busy.
    Thread.ofPlatform().daemon().name("local " + service.name()).start(this::live);
  }

  public void start() {
    inbox.add(Wish.START);
  }

  /// Ends the process with all its children; it stays ended until it is asked to start.
  public void stop() {
    inbox.add(Wish.STOP);
  }

  public void restart() {
    inbox.add(Wish.RESTART);
  }

  /// Returns when no process of it is left: at once when they end as asked, after six seconds at
  /// most when they have to be killed. An interrupt of this thread waits until then.
  @Override
  public void close() {
    inbox.add(Wish.CLOSE);
    closed.join();
  }

  private void live() {
    try {
      Signal signal = inbox.take();
      while (signal != Wish.CLOSE) {
        handle(signal);
        signal = inbox.take();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      endTree();
      release();
      closed.complete(null);
    }
  }

  private void handle(Signal signal) throws InterruptedException {
    switch (signal) {
      case Wish wish -> fulfil(wish);
      case Ended ended -> onEnd(ended);
      case Wake wake -> {
        if (wake.turn == turn && wanted && running.isEmpty()) {
          tryStart();
        }
      }
    }
  }

  private void fulfil(Wish wish) throws InterruptedException {
    turn++;
    wanted = wish != Wish.STOP;
    if (wish != Wish.START) {
      endTree();
    }
    if (!wanted) {
      tell(new LocalChange.Stopped());
    } else if (running.isEmpty()) {
      gap.reset();
      restarts = 0;
      tryStart();
    }
  }

  private void tryStart() throws InterruptedException {
    try {
      if (record.isEmpty()) {
        record = ProcessRecord.take(machine.stateFolder(), service.name());
      }
      if (record.isEmpty()) {
        tell(new LocalChange.HeldByOtherRun());
        wakeAfter(NEXT_LOOK);
        return;
      }
      endLeftovers(record.get());
      Optional<Cause> taken = machine.ports().cause(service);
      if (taken.isPresent()) {
        tell(new LocalChange.Blocked(taken.get()));
        wakeAfter(NEXT_LOOK);
        return;
      }
      startNow(record.get());
    } catch (IOException trouble) {
      tell(new LocalChange.Blocked(EndCause.notStarted(local, trouble.getMessage())));
      wakeAfter(gap.after(Duration.ZERO));
    }
  }

  private void endLeftovers(ProcessRecord record) throws IOException {
    Optional<ProcessRecord.Entry> left = record.read();
    if (left.isPresent()) {
      int ended = machine.end().end(left.get().living(), left.get().mark());
      record.clear();
      if (ended > 0) {
        tell(new LocalChange.LeftoversEnded(ended));
      }
    }
  }

  private void startNow(ProcessRecord record) throws IOException {
    String mark = UUID.randomUUID().toString();
    record.write(new ProcessRecord.Entry(0, machine.clock().instant(), mark));
    LocalTree tree = LocalTree.start(local, machine.environment(), mark, machine.end(), lines);
    running = Optional.of(tree);
    since = machine.clock().instant();
    tell(new LocalChange.Started(since, restarts));
    tree.exitCode().thenAccept(exitCode -> inbox.add(new Ended(tree, exitCode)));
    record.write(new ProcessRecord.Entry(tree.pid(), tree.started(), mark));
  }

  private void onEnd(Ended ended) {
    if (running.filter(tree -> tree == ended.tree).isEmpty()) {
      return; // it was asked to end, and something newer may run
    }
    Duration ran = Duration.between(since, machine.clock().instant());
    endTree();
    List<String> last = ended.tree.lastLines();
    if (ended.exitCode == 0) {
      wanted = false;
      tell(new LocalChange.Finished(EndCause.finished(local, last)));
      return;
    }
    Duration pause = gap.after(ran);
    tell(new LocalChange.Crashed(EndCause.of(local, ended.exitCode, last), restarts, pause));
    restarts++;
    wakeAfter(pause);
  }

  private void endTree() {
    running.ifPresent(LocalTree::end);
    running = Optional.empty();
  }

  private void wakeAfter(Duration pause) {
    long now = turn;
    machine.timer().after(pause, () -> inbox.add(new Wake(now)));
  }

  private void tell(LocalChange change) {
    boolean waits =
        change instanceof LocalChange.Blocked || change instanceof LocalChange.HeldByOtherRun;
    // A port that stays taken is one piece of news.
    if (!waits || !told.equals(Optional.of(change))) {
      told = Optional.of(change);
      changes.accept(change);
    }
  }

  private void release() {
    try {
      if (record.isPresent()) {
        record.get().clear();
        record.get().close();
      }
    } catch (IOException gone) {
      // What is written of processes that have ended harms nobody.
    }
  }
}
