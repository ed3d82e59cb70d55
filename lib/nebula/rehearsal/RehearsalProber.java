package nebula.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import nebula.health.Prober;
import nebula.model.HealthCheck;
import nebula.model.ProbeResult;
import nebula.model.Service;
import tools.jackson.databind.JsonNode;

/// Answers health checks from what the fake cluster holds: they pass when the pods are ready.
final class RehearsalProber implements Prober {
  private final FakeApiServer server;
  private final Timeline timeline;

  RehearsalProber(FakeApiServer server, Timeline timeline) {
    this.server = server;
    this.timeline = timeline;
  }

  @Override
  public ProbeResult probe(Service service, List<String> pods, Duration limit) {
    List<JsonNode> there =
        server.all("Pod").stream()
            .filter(pod -> pods.contains(pod.path("metadata").path("name").asString("")))
            .toList();
    if (there.isEmpty()) {
      return result(false, "no pod runs");
    }
    boolean passed = there.stream().allMatch(PodTemplate::isReady);
    String answer =
        service.health().stream()
            .map(check -> passed ? passes(check) : fails(check))
            .collect(Collectors.joining(", "));
    return result(passed, answer);
  }

  private ProbeResult result(boolean passed, String answer) {
    return new ProbeResult(passed, answer, timeline.instant());
  }

  private static String passes(HealthCheck check) {
    return switch (check) {
      case HealthCheck.Http http -> "GET " + http.path() + " answered " + http.expect();
      case HealthCheck.Tcp tcp -> "port " + tcp.port() + " accepted a connection";
      case HealthCheck.Grpc grpc -> "gRPC health on port " + grpc.port() + " answered SERVING";
      case HealthCheck.Exec exec -> exec.command().getFirst() + " ended with 0";
      case HealthCheck.Running _ -> "it runs";
    };
  }

  private static String fails(HealthCheck check) {
    return switch (check) {
      case HealthCheck.Http http -> "GET " + http.path() + " answered 503";
      case HealthCheck.Tcp tcp -> "port " + tcp.port() + " refused the connection";
      case HealthCheck.Grpc grpc -> "gRPC health on port " + grpc.port() + " answered NOT_SERVING";
      case HealthCheck.Exec exec -> exec.command().getFirst() + " ended with 1";
      case HealthCheck.Running _ -> "it does not run";
    };
  }
}
