package nebula.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// When the API server tells that a pod of the namespace has become ready, or is no longer.
final class ReadyWatch implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final BlockingQueue<Instant> changes = new LinkedBlockingQueue<>();
  private final RawWatch pods;
  private Optional<Boolean> last = Optional.empty();

  private ReadyWatch(Workbench bench) {
    pods = RawWatch.open(bench.kubeconfig(), bench.namespace(), "pods", this::changed);
  }

  /// Of a namespace with one pod, which is ready; that it is so is waited for.
  static ReadyWatch open(Workbench bench) throws InterruptedException {
    ReadyWatch watch = new ReadyWatch(bench);
    watch.next();
    return watch;
  }

  /// The next change.
  Instant next() throws InterruptedException {
    Instant change = changes.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (change == null) {
      throw new RunFailed("Kubernetes told of no change within " + LIMIT.toSeconds() + " s");
    }
    return change;
  }

  private void changed(JsonNode pod) {
    Instant now = Instant.now();
    Optional<Boolean> ready = ready(pod);
    if (ready.isPresent() && !ready.equals(last)) {
      last = ready;
      changes.add(now);
    }
  }

  static Optional<Boolean> ready(JsonNode pod) {
    return pod.path("status")
        .path("conditions")
        .valueStream()
        .filter(each -> each.path("type").asString("").equals("Ready"))
        .map(each -> each.path("status").asString("").equals("True"))
        .findFirst();
  }

  @Override
  public void close() {
    pods.close();
  }
}
