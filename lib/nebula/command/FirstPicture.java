package nebula.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nebula.kube.Kube;
import nebula.model.Failure;
import nebula.model.Observation;

/// What a cluster holds at the moment of asking.
final class FirstPicture {
  private FirstPicture() {}

  /// By service; what is not there has no entry.
  ///
  /// @throws Failure when the API server does not answer in time
  static Map<String, Observation> of(Kube kube, Duration limit) throws InterruptedException {
    CompletableFuture<Map<String, Observation>> picture = new CompletableFuture<>();
    try (Kube.Subscription _ = kube.watch(new UntilSynced(picture))) {
      return picture.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw Failure.timedOut(
          "the Kubernetes API server did not answer within " + limit.toSeconds() + " s",
          "see whether the cluster's container runs: docker ps --filter name=k3d-");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record UntilSynced(CompletableFuture<Map<String, Observation>> picture)
      implements Kube.ObservationListener {
    @Override
    public void observed(String service, Observation observation) {}

    @Override
    public void synced(Map<String, Observation> all) {
      picture.complete(all);
    }
  }
}
