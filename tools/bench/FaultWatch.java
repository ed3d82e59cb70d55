package nebula.bench;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// When the API server first told of something that keeps a pod from working.
final class FaultWatch implements AutoCloseable {
  private final Map<String, Instant> known = new ConcurrentHashMap<>();
  private final RawWatch pods;
  private final RawWatch events;

  FaultWatch(Workbench bench) {
    pods = RawWatch.open(bench.kubeconfig(), bench.namespace(), "pods", this::podChanged);
    events = RawWatch.open(bench.kubeconfig(), bench.namespace(), "events", this::eventCame);
  }

  /// Of a pod of the Deployment.
  Optional<Instant> known(String deployment) {
    return Optional.ofNullable(known.get(deployment));
  }

  private void podChanged(JsonNode pod) {
    if (isInTrouble(pod)) {
      learn(pod.path("metadata").path("name").asString(""));
    }
  }

  private void eventCame(JsonNode event) {
    if (event.path("reason").asString("").equals("Unhealthy")) {
      learn(event.path("involvedObject").path("name").asString(""));
    }
  }

  private void learn(String pod) {
    known.putIfAbsent(deployment(pod), Instant.now());
  }

  /// A pod's name is its Deployment's and two random words.
  static String deployment(String pod) {
    String replicaSet = pod.substring(0, Math.max(0, pod.lastIndexOf('-')));
    return replicaSet.substring(0, Math.max(0, replicaSet.lastIndexOf('-')));
  }

  /// No node takes it, or a container of it ended badly or cannot be begun.
  static boolean isInTrouble(JsonNode pod) {
    JsonNode status = pod.path("status");
    boolean unplaced =
        status
            .path("conditions")
            .valueStream()
            .anyMatch(each -> each.path("reason").asString("").equals("Unschedulable"));
    return unplaced
        || status.path("containerStatuses").valueStream().anyMatch(FaultWatch::isBroken);
  }

  private static boolean isBroken(JsonNode container) {
    boolean failed =
        Stream.of("state", "lastState")
            .map(each -> container.path(each).path("terminated").path("exitCode").asInt(0))
            .anyMatch(exitCode -> exitCode != 0);
    String waiting = container.path("state").path("waiting").path("reason").asString("");
    return failed || waiting.startsWith("Err") || waiting.endsWith("Error");
  }

  @Override
  public void close() {
    pods.close();
    events.close();
  }
}
