package nebula.image;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/// Lets those who ask for the same thing at the same time share one piece of work. Who asks later
/// begins anew.
final class OncePerName {
  private final Map<String, CompletableFuture<Result>> underWay = new ConcurrentHashMap<>();

  interface Work {
    void perform() throws InterruptedException, ImageUnavailable;
  }

  private sealed interface Result {}

  private record Done() implements Result {}

  private record Refused(ImageUnavailable why) implements Result {}

  /// The one who did the work was interrupted or failed in a way that is not the image's.
  private record GivenUp() implements Result {}

  void perform(String name, Work work) throws InterruptedException, ImageUnavailable {
    while (true) {
      CompletableFuture<Result> mine = new CompletableFuture<>();
      CompletableFuture<Result> others = underWay.putIfAbsent(name, mine);
      if (others == null) {
        performFirst(name, work, mine);
        return;
      }
      switch (await(others)) {
        case Done _ -> {
          return;
        }
        case Refused(ImageUnavailable why) -> throw new ImageUnavailable(why.cause());
        case GivenUp _ -> {}
      }
    }
  }

  private void performFirst(String name, Work work, CompletableFuture<Result> result)
      throws InterruptedException, ImageUnavailable {
    try {
      work.perform();
      result.complete(new Done());
    } catch (ImageUnavailable why) {
      result.complete(new Refused(why));
      throw why;
    } finally {
      underWay.remove(name);
      result.complete(new GivenUp());
    }
  }

  private static Result await(CompletableFuture<Result> others) throws InterruptedException {
    try {
      return others.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
