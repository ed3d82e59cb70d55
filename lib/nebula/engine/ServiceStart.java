package nebula.engine;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import nebula.image.ImageUnavailable;
import nebula.kube.ApplyRefused;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Cause;
import nebula.model.Phase;

/// Brings one service's objects into the cluster, as soon as its gate and its images allow.
final class ServiceStart {
  private final ServiceState state;
  private final Gate gate;
  private final Optional<ServiceBuild> build;
  private final ImageProvision provision;
  private final List<Manifest> written;
  private final Kube kube;
  private final Retries retries;
  private final Clock clock;
  private Optional<Cause> unbuilt = Optional.empty();

  /// @param written as the files say
  ServiceStart(
      ServiceState state,
      Gate gate,
      Optional<ServiceBuild> build,
      ImageProvision provision,
      List<Manifest> written,
      Kube kube,
      Retries retries,
      Clock clock) {
    this.state = state;
    this.gate = gate;
    this.build = build;
    this.provision = provision;
    this.written = written;
    this.kube = kube;
    this.retries = retries;
    this.clock = clock;
  }

  /// Goes on until the cluster has them, or an edit is needed.
  void run() throws InterruptedException {
    state.forgetBlocker();
    retries.untilSucceeds(this::isDone, this::block);
  }

  private boolean isDone() throws InterruptedException {
    List<CompletableFuture<Void>> images = provision.of(state.service(), written);
    // An image that cannot be had is said at once, not when its turn comes.
    images.forEach(image -> image.whenComplete((_, trouble) -> blockIfUnavailable(trouble)));
    try {
      List<Manifest> manifests = sendable();
      // What runs unchanged needs no gate: nothing will be sent.
      if (kube.difference(state.service().name(), manifests).isEmpty()) {
        state.change(situation -> situation.withApplied(true));
        return arrive(images);
      }
      gate.await(shut -> state.change(situation -> situation.withWaitsFor(shut)));
      if (!arrive(images)) {
        return false;
      }
      send(manifests);
      return true;
    } catch (ImageUnavailable failed) {
      unbuilt = Optional.of(failed.cause());
      block(failed.cause());
      return !failed.mayPass();
    } catch (ApplyRefused refused) {
      block(refused.cause());
      return false;
    }
  }

  /// What is seen while the server takes the objects in is of the change already, and so is what is
  /// seen right after.
  private void send(List<Manifest> manifests) throws ApplyRefused, InterruptedException {
    if (state.situation().applied()) {
      state.change(situation -> situation.withSent(clock.instant()));
    }
    kube.apply(state.service().name(), manifests);
    state.forgetBlocker();
    state.change(situation -> situation.withSent(clock.instant()));
  }

  private List<Manifest> sendable() throws ImageUnavailable, InterruptedException {
    if (build.isEmpty()) {
      return written;
    }
    step(Optional.of(Phase.BUILD));
    List<Manifest> manifests = build.get().into(written);
    step(Optional.empty());
    // It was built at another try; what else is in the way stays.
    state.change(situation ->
        unbuilt.isPresent() && situation.blocker().equals(unbuilt)
            ? situation.withBlocker(Optional.empty())
            : situation);
    return manifests;
  }

  private boolean arrive(List<CompletableFuture<Void>> images) throws InterruptedException {
    CompletableFuture<Void> all = CompletableFuture.allOf(images.toArray(CompletableFuture[]::new));
    if (!all.isDone()) {
      step(Optional.of(Phase.FETCH));
    }
    try {
      all.get();
    } catch (ExecutionException | CancellationException unavailable) {
      return false;
    }
    step(Optional.empty());
    state.forgetBlocker();
    return true;
  }

  private void step(Optional<Phase> step) {
    state.change(situation -> situation.withImageStep(step));
  }

  private void blockIfUnavailable(Throwable trouble) {
    if (trouble instanceof ImageUnavailable unavailable) {
      block(unavailable.cause());
    }
  }

  private void block(Cause cause) {
    state.change(situation -> situation.withBlocker(Optional.of(cause)));
  }
}
