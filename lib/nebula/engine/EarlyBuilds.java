package nebula.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import nebula.image.BuiltImage;
import nebula.image.ImageUnavailable;
import nebula.model.Service;
import nebula.sync.SourceState;
import nebula.sync.SourceTree;

/// Builds images while the cluster is still being made: the first build of each service in a run.
final class EarlyBuilds {
  private final Parts parts;
  private final Tasks tasks;
  private final Map<String, CompletableFuture<Built>> builds = new ConcurrentHashMap<>();

  EarlyBuilds(Parts parts, Tasks tasks) {
    this.parts = parts;
    this.tasks = tasks;
  }

  /// An image, and the files as they were before its build.
  record Built(BuiltImage image, SourceState files) {}

  void begin(Service service) {
    service
        .build()
        .ifPresent(build -> {
          CompletableFuture<Built> done = new CompletableFuture<>();
          builds.put(service.name(), done);
          tasks.start(() -> {
            try {
              SourceState files = files(service);
              done.complete(new Built(parts.builder().build(build), files));
            } catch (ImageUnavailable | RuntimeException failed) {
              done.completeExceptionally(failed);
            } finally {
              done.cancel(false);
            }
          });
        });
  }

  /// The result of the build that was begun for the service; empty when it was asked for before.
  ///
  /// @throws ImageUnavailable when it cannot be built
  Optional<Built> take(String service) throws ImageUnavailable, InterruptedException {
    CompletableFuture<Built> build = builds.remove(service);
    if (build == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(build.get());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ImageUnavailable unavailable) {
        throw new ImageUnavailable(unavailable.cause());
      }
      throw (RuntimeException) failed.getCause();
    }
  }

  private SourceState files(Service service) throws InterruptedException {
    Optional<Path> memory = parts.files().map(folder -> ServiceCode.memory(folder, service));
    return memory.isEmpty()
        ? SourceState.nothing()
        : new SourceTree(service.build(), service.sync(), SourceState.read(memory.get())).scan();
  }
}
