package nebula.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import nebula.engine.Tasks.Task;
import nebula.image.BuiltImage;
import nebula.image.ImageUnavailable;
import nebula.model.Service;
import nebula.sync.BuiltFiles;
import nebula.sync.SourceState;
import nebula.sync.SourceTree;

/// Builds images while the cluster is still being made: the first build of each service in a run.
final class EarlyBuilds {
  private final Parts parts;
  private final Tasks tasks;
  private final Map<String, EarlyBuild> builds = new ConcurrentHashMap<>();

  EarlyBuilds(Parts parts, Tasks tasks) {
    this.parts = parts;
    this.tasks = tasks;
  }

  /// A build under way.
  ///
  /// @param files as they were before it
  record EarlyBuild(
      CompletableFuture<SourceState> files, CompletableFuture<BuiltImage> image, Task task) {

    /// @throws ImageUnavailable when it cannot be built
    /// @throws InterruptedException when nobody waits any more; the build is ended then
    <T> T await(CompletableFuture<T> part) throws ImageUnavailable, InterruptedException {
      try {
        return part.get();
      } catch (InterruptedException ended) {
        task.interrupt();
        throw ended;
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof ImageUnavailable unavailable) {
          throw unavailable.again();
        }
        throw (RuntimeException) failed.getCause();
      }
    }
  }

  void begin(Service service) {
    service
        .build()
        .ifPresent(build -> {
          CompletableFuture<SourceState> files = new CompletableFuture<>();
          CompletableFuture<BuiltImage> image = new CompletableFuture<>();
          Task task =
              tasks.start(() -> {
                try {
                  files.complete(files(service));
                  image.complete(parts.builder().build(build));
                } catch (ImageUnavailable | RuntimeException failed) {
                  files.completeExceptionally(failed);
                  image.completeExceptionally(failed);
                } finally {
                  files.cancel(false);
                  image.cancel(false);
                }
              });
          builds.put(service.name(), new EarlyBuild(files, image, task));
        });
  }

  /// The build that was begun for the service; empty when it was asked for before.
  Optional<EarlyBuild> take(String service) {
    return Optional.ofNullable(builds.remove(service));
  }

  /// Ends the build that was begun for the service, unless it was asked for before.
  void end(String service) {
    take(service).ifPresent(build -> build.task().interrupt());
  }

  private SourceState files(Service service) throws InterruptedException {
    Optional<Path> memory = parts.files().map(folder -> BuiltFiles.file(folder, service.name()));
    return memory.isEmpty()
        ? SourceState.nothing()
        : new SourceTree(service.build(), service.sync(), BuiltFiles.read(memory.get()).files())
            .scan();
  }
}
