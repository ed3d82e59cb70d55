package nebula.kube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import nebula.model.Failure;

/// What of Nebula's is in the cluster now. Services that are applied at the same time share the
/// lists: one a collection, not one a service.
final class LiveObjects {
  private static final long FRESH_NANOS = 500_000_000L;

  private final FabricApi api;
  private final Map<String, Listing> listings = new ConcurrentHashMap<>();

  private record Listing(long begun, CompletableFuture<Map<String, Live>> found) {}

  /// @param going whether it is being deleted
  record Live(String fingerprint, boolean going) {}

  LiveObjects(FabricApi api) {
    this.api = api;
  }

  /// By name.
  Map<String, Live> in(String collection) throws ApiError, InterruptedException {
    Listing mine = new Listing(System.nanoTime(), new CompletableFuture<>());
    Listing listing =
        listings.compute(collection, (_, old) -> isFresh(old, mine.begun()) ? old : mine);
    if (listing == mine) {
      list(collection, mine.found());
    }
    try {
      return listing.found().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiError error) {
        throw error;
      }
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /// After something in it was changed.
  void forget(String collection) {
    listings.remove(collection);
  }

  private static boolean isFresh(Listing old, long now) {
    return old != null
        && now - old.begun() < FRESH_NANOS
        && !old.found().isCompletedExceptionally();
  }

  private void list(String collection, CompletableFuture<Map<String, Live>> into)
      throws InterruptedException {
    try {
      Map<String, Live> found = new LinkedHashMap<>();
      for (ApiObject object : api.list(collection, Labels.managed())) {
        String fingerprint = Fingerprint.of(object, api.json());
        found.put(object.name(), new Live(fingerprint, object.going()));
      }
      into.complete(found);
    } catch (ApiError e) {
      if (e.notFound()) {
        into.complete(Map.of());
      } else {
        into.completeExceptionally(e);
      }
    } catch (InterruptedException | RuntimeException e) {
      into.completeExceptionally(e);
      throw e;
    }
  }
}
