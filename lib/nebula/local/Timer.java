package nebula.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs something later; tests say when.
interface Timer {
  void after(Duration gap, Runnable work);

  static Timer real() {
    return (gap, work) ->
        CompletableFuture.delayedExecutor(gap.toMillis(), TimeUnit.MILLISECONDS).execute(work);
  }
}
