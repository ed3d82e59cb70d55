package nebula.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import nebula.event.Event;
import nebula.image.ImageSource;
import nebula.image.ImageUnavailable;
import nebula.kube.Manifest;
import nebula.model.Failure;
import nebula.model.Phase;
import nebula.model.Service;

/// Brings all images of a run at once, before and beside everything else: only the apply of a
/// service waits for its own. What is built here is left to the build.
final class ImageProvision {
  private final ImageSource source;
  private final Faults faults;
  private final Tasks tasks;
  private final ImageWork work;
  private final Map<String, CompletableFuture<Void>> images = new ConcurrentHashMap<>();

  ImageProvision(ImageSource source, Faults faults, Tasks tasks, ImageWork work) {
    this.source = source;
    this.faults = faults;
    this.tasks = tasks;
    this.work = work;
  }

  /// Each is done when the image is there, and ends with {@link ImageUnavailable} when it cannot be
  /// had. One that could not be had before is tried again.
  List<CompletableFuture<Void>> of(Service service, List<Manifest> manifests) {
    Set<String> names = names(service, manifests);
    work.needs(service.name(), subjects(service, names));
    return names.stream()
        .map(name ->
            images.compute(
                name,
                (_, before) ->
                    before == null || before.isCompletedExceptionally() ? provide(name) : before))
        .toList();
  }

  private static Set<String> names(Service service, List<Manifest> manifests) {
    Set<String> names = new LinkedHashSet<>();
    for (Manifest manifest : manifests) {
      names.addAll(
          service.build().isPresent()
              ? manifest.imagesOtherThan(service.build().get().name())
              : manifest.images());
    }
    return names;
  }

  /// What is being done with those of the service.
  Optional<Phase> now(Service service) {
    return work.now(service.name());
  }

  private static Set<String> subjects(Service service, Set<String> images) {
    Set<String> subjects = new LinkedHashSet<>();
    images.forEach(image -> subjects.add(Event.Progress.image(image)));
    service.build().ifPresent(build -> subjects.add(Event.Progress.build(build.name())));
    return subjects;
  }

  private CompletableFuture<Void> provide(String image) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    source.announce(image);
    tasks.start(() -> {
      try {
        source.provide(image);
        done.complete(null);
      } catch (ImageUnavailable unavailable) {
        done.completeExceptionally(unavailable);
      } catch (InterruptedException ended) {
        done.cancel(false);
      } catch (Failure unreachable) {
        done.completeExceptionally(new ImageUnavailable(Retries.cause(unreachable)));
      } catch (RuntimeException trouble) {
        faults.report(trouble);
        done.completeExceptionally(trouble);
      }
    });
    return done;
  }
}
