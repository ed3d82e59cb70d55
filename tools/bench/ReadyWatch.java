package nebula.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import nebula.process.ProcessTree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// When the API server tells that a pod of the namespace has become ready, or is no longer. Its
/// plain stream of changes, by kubectl: nothing of Nebula's own is in what is measured by it.
final class ReadyWatch implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process kubectl;
  private final BlockingQueue<Instant> changes = new LinkedBlockingQueue<>();

  private ReadyWatch(Process kubectl) {
    this.kubectl = kubectl;
    Thread.ofVirtual().start(this::read);
  }

  /// Of a namespace with one pod, which is ready; that it is so is waited for.
  static ReadyWatch open(Workbench bench) throws InterruptedException {
    String path = "/api/v1/namespaces/" + bench.namespace() + "/pods?watch=true";
    List<String> command =
        List.of("kubectl", "--kubeconfig", bench.kubeconfig().toString(), "get", "--raw", path);
    try {
      ReadyWatch watch =
          new ReadyWatch(
              new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
      watch.next();
      return watch;
    } catch (IOException missing) {
      throw new RunFailed("`kubectl`, which watches the pod, cannot be run");
    }
  }

  /// The next change.
  Instant next() throws InterruptedException {
    Instant change = changes.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (change == null) {
      throw new RunFailed("Kubernetes told of no change within " + LIMIT.toSeconds() + " s");
    }
    return change;
  }

  private void read() {
    Optional<Boolean> last = Optional.empty();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(kubectl.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Instant now = Instant.now();
        Optional<Boolean> ready = ready(line);
        if (ready.isPresent() && !ready.equals(last)) {
          last = ready;
          changes.add(now);
        }
      }
    } catch (IOException closed) {
      // Who still waits for a change is told that none came.
    }
  }

  /// @param change as the API server tells it, a line of JSON
  static Optional<Boolean> ready(String change) {
    JsonNode conditions = JSON.readTree(change).path("object").path("status").path("conditions");
    return StreamSupport.stream(conditions.spliterator(), false)
        .filter(each -> each.path("type").asString("").equals("Ready"))
        .map(each -> each.path("status").asString("").equals("True"))
        .findFirst();
  }

  @Override
  public void close() {
    ProcessTree.end(kubectl);
  }
}
