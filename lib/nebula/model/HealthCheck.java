package nebula.model;

import java.util.List;

/// How a service is asked whether it works, beyond the rollout of its workloads. Ports are local
/// ports of the service, because the question takes the way a user takes: through the forward.
public sealed interface HealthCheck {
  /// Healthy when `GET http://127.0.0.1:port/path` answers with the expected status.
  record Http(String path, int port, int expect) implements HealthCheck {}

  /// Healthy when a connection is accepted and not closed at once.
  record Tcp(int port) implements HealthCheck {}

  /// Healthy when grpc.health.v1 answers SERVING for the service (empty: the server as a whole).
  record Grpc(int port, String service) implements HealthCheck {}

  /// Healthy when the command ends with 0 in every ready replica's first container.
  record Exec(List<String> command) implements HealthCheck {
    public Exec {
      command = List.copyOf(command);
    }
  }

  /// Healthy while the process runs: for what has no port.
  record Running() implements HealthCheck {}
}
