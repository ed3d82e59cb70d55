package nebula.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import nebula.model.HealthCheck;
import org.junit.jupiter.api.Test;

/// What a gRPC health check says of servers that speak gRPC, that speak something else, and that do
/// not speak.
final class GrpcQuestionTest {
  private static final String WORKFLOWS = "temporal.api.workflowservice.v1.WorkflowService";

  @Test
  void passesOnlyWhenServing() throws Exception {
    try (GrpcHealthServer server =
        new GrpcHealthServer(Map.of("", 1, WORKFLOWS, 1, "warming", 2, "unsure", 0))) {
      String on = " on port " + server.port();

      assertEquals(Answer.passed("gRPC health" + on + " answered SERVING"), ask(server.port(), ""));
      assertEquals(
          Answer.passed("gRPC health of " + WORKFLOWS + on + " answered SERVING"),
          ask(server.port(), WORKFLOWS));
      assertEquals(
          Answer.failed("gRPC health of warming" + on + " answered NOT_SERVING"),
          ask(server.port(), "warming"));
      assertEquals(
          Answer.failed("gRPC health of unsure" + on + " answered UNKNOWN"),
          ask(server.port(), "unsure"));
    }
  }

  @Test
  void saysWhatTheServerDoesNotHave() throws Exception {
    try (GrpcHealthServer server = new GrpcHealthServer(Map.of("", -1))) {
      String on = " on port " + server.port();

      assertEquals(
          Answer.failed("gRPC health" + on + ": the server has no gRPC health service"),
          ask(server.port(), ""));
      assertEquals(
          Answer.failed("gRPC health of x" + on + ": the server does not know this service"),
          ask(server.port(), "x"));
    }
  }

  @Test
  void saysWhoIsThereInstead() throws Exception {
    int nobody = Loopback.portOfNobody();
    assertEquals(
        Answer.failed("gRPC health on port " + nobody + ": nothing listens there"),
        ask(nobody, ""));
    try (Loopback closing = Loopback.closing();
        Loopback web = Loopback.http(200);
        Loopback garbled = Loopback.saying("SSH-2.0-OpenSSH_9.6\r\n")) {
      assertEquals(
          Answer.failed(
              "gRPC health on port "
                  + closing.port()
                  + ": the connection was closed without an answer"),
          ask(closing.port(), ""));
      assertEquals(
          Answer.failed(
              "gRPC health on port "
                  + garbled.port()
                  + " was answered by something that is not gRPC"),
          ask(garbled.port(), ""));
      assertEquals(false, ask(web.port(), "").passed());
    }
  }

  private static Answer ask(int port, String service) throws Exception {
    return new GrpcQuestion(new HealthCheck.Grpc(port, service)).ask(Duration.ofSeconds(5));
  }
}
