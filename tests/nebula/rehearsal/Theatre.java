package nebula.rehearsal;

import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A fake cluster whose time a test moves, and short ways to ask what is there.
final class Theatre implements AutoCloseable {
  final ManualTimeline timeline = new ManualTimeline();
  final FakeApiServer server = FakeApiServer.start(timeline);
  private final ScriptedKubelet kubelet;

  Theatre(Fault... faults) {
    kubelet = ScriptedKubelet.start(server, timeline, List.of(faults));
  }

  /// Stores a Deployment of one container.
  void deploy(String name, String image, String more) {
    server.put(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, labels: {nebula.dev/service: %1$s}}
        spec:
          replicas: 1
          strategy: {type: RollingUpdate}
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s, nebula.dev/service: %1$s}}
            spec:
              containers:
              - name: main
                image: %2$s
                readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1}
        %3$s
        """
            .formatted(name, image, more.strip().indent(6)));
  }

  void until(String what, Predicate<Theatre> condition) {
    timeline.advanceUntil(what, () -> condition.test(this));
  }

  List<JsonNode> pods() {
    return server.all("Pod");
  }

  JsonNode pod() {
    List<JsonNode> pods = pods();
    return pods.size() == 1 ? pods.getFirst() : Json.empty();
  }

  /// The status of the only pod's only container.
  JsonNode container() {
    return pod().path("status").path("containerStatuses").path(0);
  }

  String waitingReason() {
    return container().path("state").path("waiting").path("reason").asString("");
  }

  boolean isReady() {
    return Condition.isTrue(pod(), "Ready");
  }

  JsonNode deployment(String name) {
    return server.get("Deployment", "default", name).orElseThrow();
  }

  /// Messages of the events with this reason, oldest first.
  List<String> events(String reason) {
    return server.all("Event").stream()
        .filter(event -> event.path("reason").asString("").equals(reason))
        .map(event -> event.path("type").asString("") + ": " + event.path("message").asString(""))
        .toList();
  }

  List<String> log(boolean previous) {
    LogBook.Place place =
        new LogBook.Place("default", pod().path("metadata").path("name").asString(""), "main");
    return server
        .logs()
        .read(place, previous)
        .map(pages -> pages.lines().stream().map(LogBook.Line::text).toList())
        .orElse(List.of());
  }

  @Override
  public void close() {
    kubelet.close();
    server.close();
  }
}
