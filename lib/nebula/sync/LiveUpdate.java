package nebula.sync;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import nebula.kube.Kube;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Observation;
import nebula.model.Service;

/// Keeps the containers of one service at the files of this machine while a run lasts, and says
/// when its image must be built again. It compares states: what each container has, and what there
/// is now.
public final class LiveUpdate implements AutoCloseable {
  private static final Duration FIRST_GAP = Duration.ofMillis(200);
  private static final Duration LONGEST_GAP = Duration.ofSeconds(2);

  private final SourceTree tree;
  private final SyncTargets targets;
  private final Replicas replicas;
  private final Listener listener;
  private final Burst burst = new Burst();
  private final Thread worker;
  private Optional<Built> built = Optional.empty();
  private Optional<SourceState> now = Optional.empty();
  private Optional<SourceState> rebuildAsked = Optional.empty();
  private Optional<Code> told = Optional.empty();
  private Optional<Cause> trouble = Optional.empty();
  private Optional<String> fault = Optional.empty();
  private Set<Path> skipped = Set.of();
  private boolean busy;
  private boolean refused;

  /// The image that is deployed, and what it was built from.
  private record Built(Optional<String> image, SourceState files) {}

  /// Called on threads of its own, one call at a time except for `busy` and `said`; must return
  /// soon.
  public interface Listener {
    void code(Code code);

    /// What is done to bring new containers to the newest files; the service is not healthy while
    /// there is such a step. Called on the thread of {@link #observed} too, before that returns.
    void busy(Optional<String> step);

    /// The image has to be built again. Called again at each further change until {@link #built}.
    ///
    /// @param why in a few words, such as `package.json has changed`
    void rebuild(String why);

    /// A process was ended on purpose, to start with new files.
    void restarted(Instant at);

    /// A command after a sync wrote a line.
    void said(String pod, String container, String line);

    /// Files do not get into effect and no rebuild would help, such as a command of `run:` that
    /// fails; empty when that is over.
    void trouble(Optional<Cause> cause);

    /// Something a person should know that fails nothing.
    void notice(String text);
  }

  /// Begins to look and to watch, on threads of its own.
  ///
  /// @param remembered what a former run found, so that unchanged files are not read again
  public LiveUpdate(Service service, SourceState remembered, Kube kube, Listener listener) {
    this.listener = listener;
    this.tree = new SourceTree(service.build(), service.sync(), remembered);
    this.targets = new SyncTargets(tree.rules(), tree.buildFiles());
    ContainerSync courier = new ContainerSync(kube);
    FollowUp followUp = new FollowUp(tree.rules(), courier, listener, Clock.systemUTC());
    this.replicas = new Replicas(targets, courier, followUp);
    if (service.build().isEmpty()) {
      built = Optional.of(new Built(Optional.empty(), SourceState.nothing()));
    }
    this.worker = Thread.ofVirtual().name("live update of " + service.name()).start(this::run);
  }

  /// The files as they are at this moment, for what is built now.
  public SourceState files() throws InterruptedException {
    return tree.scan();
  }

  /// The image that is deployed now was built from these files: {@link #files} of before the build.
  ///
  /// @param image as the pods name it
  public void built(String image, SourceState files) {
    synchronized (this) {
      built = Optional.of(new Built(Optional.of(image), files));
      rebuildAsked = Optional.empty();
      told = Optional.empty();
      replicas.forget();
    }
    burst.other();
  }

  /// No image could be built from these files: {@link #files} of before the build. It is asked for
  /// again when they have changed since.
  public void failed(SourceState files) {
    synchronized (this) {
      rebuildAsked = Optional.of(files);
    }
    // Also what was changed while it was built, and not heard of.
    burst.everywhere();
  }

  /// Call it with each observation, before the service is judged by it.
  public void observed(Observation observation) {
    synchronized (this) {
      if (targets.isEmpty()
          || built.isEmpty()
          || !replicas.observed(Container.running(observation, built.get().image()))) {
        return;
      }
      tellBusy(true);
    }
    burst.other();
  }

  @Override
  public void close() {
    burst.close();
    worker.interrupt();
  }

  private void run() {
    SourceWatch.Listener hints =
        new SourceWatch.Listener() {
          @Override
          public void touched(Path path) {
            burst.touched(path);
          }

          @Override
          public void everything() {
            burst.everywhere();
          }

          @Override
          public void slow(String why) {
            listener.notice(why);
          }
        };
    try (SourceWatch _ = SourceWatch.open(tree.roots(), tree::enters, hints)) {
      boolean again = lookAndWork(Optional.empty());
      Duration gap = FIRST_GAP;
      while (!burst.isClosed()) {
        long limit = again ? gap.toNanos() : TimeUnit.DAYS.toNanos(1);
        gap = gap.compareTo(LONGEST_GAP) < 0 ? gap.multipliedBy(2) : LONGEST_GAP;
        Burst.Gathered gathered = burst.await(limit);
        again = !burst.isClosed() && lookAndWork(gathered.paths());
        gap = again ? gap : FIRST_GAP;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A fault of one file must not end the live update: everything is looked at again.
  ///
  /// @param where to look; empty: everywhere
  /// @return whether something has to be tried again
  private boolean lookAndWork(Optional<Set<Path>> where) throws InterruptedException {
    try {
      look(where);
      boolean again = work();
      fault = Optional.empty();
      return again;
    } catch (RuntimeException trouble) {
      now = Optional.empty();
      if (!fault.equals(Optional.of(trouble.toString()))) {
        fault = Optional.of(trouble.toString());
        listener.notice("its files cannot be followed now, which is tried again: " + trouble);
      }
      return true;
    }
  }

  private void look(Optional<Set<Path>> where) throws InterruptedException {
    if (now.isEmpty() || where.isEmpty()) {
      now = Optional.of(tree.scan());
    } else if (!where.get().isEmpty()) {
      now = Optional.of(tree.look(where.get()));
    }
    Set<Path> unnamed = tree.unnamed();
    unnamed.stream()
        .filter(path -> !skipped.contains(path))
        .forEach(
            path -> listener.notice(path + " is left out: its name is no text in this locale"));
    skipped = unnamed;
  }

  /// @return whether something has to be tried again
  private boolean work() throws InterruptedException {
    SourceState files = now.orElseThrow();
    Built from;
    Optional<SourceState> tried;
    synchronized (this) {
      from = built.orElse(null);
      tried = rebuildAsked;
    }
    if (from == null) {
      if (tried.isPresent()
          && Decision.of(tried.get(), files, SyncTargets.none())
              instanceof Decision.Rebuild(String why)) {
        rebuild(files, why);
      }
      return false;
    }
    Decision decision =
        from.image().isPresent()
            ? Decision.of(from.files(), files, targets)
            : Decision.withoutImage(files, targets);
    return switch (decision) {
      case Decision.Rebuild(String why) -> {
        rebuild(files, why);
        yield false;
      }
      case Decision.SourceGone(String gone) -> {
        tell(new Code.Older(gone + " is gone"));
        notBusy();
        yield false;
      }
      case Decision.Sync _ -> sync(from, files);
    };
  }

  private boolean sync(Built from, SourceState files) throws InterruptedException {
    if (targets.isEmpty()) {
      tell(new Code.Live());
      return false;
    }
    SyncTargets.Wanted wanted = targets.of(files);
    var image = targets.of(from.files()).files();
    var goal = new Replicas.Goal(image, wanted, targets.folders(files));
    Replicas.Arrival arrival =
        replicas.bring(goal, () -> tellUnlessRefused("its files are brought up to date"));
    refused = replicas.refusal().isPresent() && from.image().isEmpty();
    if (replicas.refusal().isPresent()) {
      refused(from, files, replicas.refusal().get());
      // A container may have what it lacks a moment later; a new image is its own way out.
      return from.image().isEmpty();
    }
    if (replicas.failure().isPresent()) {
      tellTrouble(replicas.failure());
      tell(new Code.Older("a command after the sync failed"));
      notBusy();
      return false;
    }
    if (arrival == Replicas.Arrival.ALL_THERE) {
      tellTrouble(Optional.empty());
      tell(from.image().isEmpty() ? new Code.Live() : since(image, wanted));
    }
    synchronized (this) {
      tellBusy(replicas.areFresh());
    }
    return arrival == Replicas.Arrival.TRY_AGAIN;
  }

  private void refused(Built from, SourceState files, String why) {
    if (from.image().isPresent()) {
      rebuild(files, "files cannot be synced, " + why);
    } else {
      tellTrouble(
          Optional.of(
              Cause.of(
                  Cause.Kind.CONFIGURATION, "files cannot be brought into the container: " + why)));
      tell(new Code.Older(why));
      notBusy();
    }
  }

  private static Code since(SortedMap<String, SourceFile> image, SyncTargets.Wanted wanted) {
    int count = Changes.files(image, wanted.files());
    return count == 0 ? new Code.Live() : new Code.Synced(count);
  }

  /// Asked once for each state of the files.
  private void rebuild(SourceState files, String why) {
    tell(new Code.Older(why));
    notBusy();
    synchronized (this) {
      if (rebuildAsked.isPresent() && rebuildAsked.get().sameAs(files)) {
        return;
      }
      rebuildAsked = Optional.of(files);
    }
    listener.rebuild(why);
  }

  private void tell(Code code) {
    if (!told.equals(Optional.of(code))) {
      told = Optional.of(code);
      listener.code(code);
    }
  }

  /// What a container would not take is tried again and again, which is told once.
  private void tellUnlessRefused(String why) {
    if (!refused) {
      tell(new Code.Older(why));
    }
  }

  private void tellTrouble(Optional<Cause> cause) {
    if (!trouble.equals(cause)) {
      trouble = cause;
      listener.trouble(cause);
    }
  }

  /// It cannot be brought up to date now; what is shown says so, and nothing waits for it.
  private synchronized void notBusy() {
    tellBusy(false);
  }

  private void tellBusy(boolean isBusy) {
    if (busy != isBusy) {
      busy = isBusy;
      listener.busy(isBusy ? Optional.of("its files are brought up to date") : Optional.empty());
    }
  }
}
