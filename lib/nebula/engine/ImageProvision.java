package nebula.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import nebula.image.ImageSource;
import nebula.image.ImageUnavailable;
import nebula.kube.Manifest;

/// Brings all images of a run at once, before and beside everything else: only the apply of a
/// service waits for its own.
final class ImageProvision {
  private final Map<String, CompletableFuture<Void>> images = new LinkedHashMap<>();

  ImageProvision(
      ImageSource source, Iterable<List<Manifest>> services, Faults faults, Executor executor) {
    for (List<Manifest> manifests : services) {
      for (Manifest manifest : manifests) {
        for (String image : manifest.images()) {
          images.computeIfAbsent(image, name -> provide(source, name, faults, executor));
        }
      }
    }
  }

  /// Done when the image is there; ends with {@link ImageUnavailable} when it cannot be had.
  List<CompletableFuture<Void>> of(List<Manifest> manifests) {
    return manifests.stream()
        .flatMap(manifest -> manifest.images().stream())
        .distinct()
        .map(images::get)
        .toList();
  }

  private static CompletableFuture<Void> provide(
      ImageSource source, String image, Faults faults, Executor executor) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    executor.execute(() -> {
      try {
        source.provide(image);
        done.complete(null);
      } catch (ImageUnavailable unavailable) {
        done.completeExceptionally(unavailable);
      } catch (InterruptedException ended) {
        done.cancel(false);
      } catch (RuntimeException trouble) {
        faults.report(trouble);
        done.completeExceptionally(trouble);
      }
    });
    return done;
  }
}
