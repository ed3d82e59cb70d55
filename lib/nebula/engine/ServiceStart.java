package nebula.engine;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import nebula.image.ImageUnavailable;
import nebula.kube.ApplyRefused;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Cause;

/// Brings one service's objects into the cluster, as soon as its gate and its images allow.
final class ServiceStart {
  private final ServiceState state;
  private final Gate gate;
  private final List<CompletableFuture<Void>> images;
  private final List<Manifest> manifests;
  private final Kube kube;
  private final Clock clock;

  ServiceStart(
      ServiceState state,
      Gate gate,
      List<CompletableFuture<Void>> images,
      List<Manifest> manifests,
      Kube kube,
      Clock clock) {
    this.state = state;
    this.gate = gate;
    this.images = images;
    this.manifests = manifests;
    this.kube = kube;
    this.clock = clock;
  }

  void run() throws InterruptedException {
    String name = state.service().name();
    // What runs unchanged needs no gate: nothing will be sent.
    if (kube.difference(name, manifests).isEmpty()) {
      state.change(situation -> situation.withApplied(true));
      return;
    }
    // An image that cannot be had is said at once, not when its turn comes.
    images.forEach(image -> image.whenComplete((_, trouble) -> blockIfUnavailable(trouble)));
    gate.await(shut -> state.change(situation -> situation.withWaitsFor(shut)));
    if (!imagesAreThere()) {
      return;
    }
    try {
      kube.apply(name, manifests);
      state.change(situation -> situation.withSent(clock.instant()));
    } catch (ApplyRefused refused) {
      block(refused.cause());
    }
  }

  private boolean imagesAreThere() {
    CompletableFuture<Void> all = CompletableFuture.allOf(images.toArray(CompletableFuture[]::new));
    if (!all.isDone()) {
      state.change(situation -> situation.withImageStep(Optional.of("its images are made ready")));
    }
    try {
      all.join();
    } catch (CompletionException unavailable) {
      return false;
    }
    state.change(situation -> situation.withImageStep(Optional.empty()));
    return true;
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
