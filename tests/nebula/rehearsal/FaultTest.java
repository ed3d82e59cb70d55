package nebula.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nebula.model.Failure;
import nebula.rehearsal.Fault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Each fault looks as the real one does on Kubernetes 1.34: fields and texts were read there.
class FaultTest {

  @Test
  void crashEndsWithOneAndBacksOffLonger() {
    try (Theatre theatre = with(Kind.CRASH)) {
      theatre.deploy("db", "postgres:16-alpine", "");
      theatre.until("crash loop", here -> here.waitingReason().equals("CrashLoopBackOff"));

      JsonNode container = theatre.container();
      JsonNode ended = container.path("lastState").path("terminated");
      assertEquals(1, ended.path("exitCode").asInt(-1));
      assertEquals("Error", ended.path("reason").asString(""));
      assertEquals(1, container.path("restartCount").asInt(0));
      assertEquals(
          "back-off 10s restarting failed container=main pod=" + identity(theatre.pod()),
          container.path("state").path("waiting").path("message").asString(""));
      assertEquals(
          List.of(
              "Warning: Back-off restarting failed container main in pod "
                  + identity(theatre.pod())),
          theatre.events("BackOff"));
      assertEquals(
          "LOG:  aborting startup due to startup process failure", theatre.log(true).getLast());

      theatre.until(
          "longer back-off",
          here ->
              here.container()
                  .path("state")
                  .path("waiting")
                  .path("message")
                  .asString("")
                  .startsWith("back-off 20s"));
      assertEquals(2, theatre.container().path("restartCount").asInt(0));
    }
  }

  @Test
  void missingImageIsNamedByTheRegistry() {
    String message =
        "rpc error: code = NotFound desc = failed to pull and unpack image"
            + " \"docker.io/library/db:1\": failed to resolve reference"
            + " \"docker.io/library/db:1\": docker.io/library/db:1: not found";
    try (Theatre theatre = with(Kind.IMAGE)) {
      theatre.deploy("db", "db:1", "");
      theatre.until("pull failed", here -> here.waitingReason().equals("ErrImagePull"));
      assertEquals(message, waitingMessage(theatre));

      theatre.until("back-off", here -> here.waitingReason().equals("ImagePullBackOff"));

      assertEquals(
          "Back-off pulling image \"db:1\": ErrImagePull: " + message, waitingMessage(theatre));
      assertEquals("Pending", theatre.pod().path("status").path("phase").asString(""));
      assertEquals(
          List.of(
              "Warning: Failed to pull image \"db:1\": " + message,
              "Warning: Error: ErrImagePull",
              "Warning: Error: ImagePullBackOff"),
          theatre.events("Failed"));
    }
  }

  @Test
  void tooMuchMemoryIsKilled() {
    try (Theatre theatre = with(Kind.OOM)) {
      theatre.deploy("db", "db:1", "");
      theatre.until("crash loop", here -> here.waitingReason().equals("CrashLoopBackOff"));

      JsonNode ended = theatre.container().path("lastState").path("terminated");
      assertEquals(137, ended.path("exitCode").asInt(0));
      assertEquals("OOMKilled", ended.path("reason").asString(""));
    }
  }

  @Test
  void slowIsReadyInTheEnd() {
    try (Theatre theatre = with(Kind.SLOW)) {
      theatre.deploy("db", "db:1", "");
      Instant start = theatre.timeline.instant();
      theatre.until("running", here -> here.container().path("state").has("running"));
      assertFalse(theatre.isReady());

      theatre.until("ready", Theatre::isReady);

      Duration took = Duration.between(start, theatre.timeline.instant());
      assertTrue(took.compareTo(Pace.SLOW) > 0, took.toString());
    }
  }

  @Test
  void failedProbeSaysWhatAnswered() {
    try (Theatre theatre = with(Kind.PROBE)) {
      theatre.deploy("db", "db:1", "");
      theatre.timeline.advance(Duration.ofSeconds(10));

      assertTrue(theatre.container().path("started").asBoolean(false));
      assertFalse(theatre.container().path("ready").asBoolean(true));
      assertEquals(
          List.of("Warning: Readiness probe failed: HTTP probe failed with statuscode: 503"),
          theatre.events("Unhealthy"));
      JsonNode event =
          theatre.server.all("Event").stream()
              .filter(one -> one.path("reason").asString("").equals("Unhealthy"))
              .findFirst()
              .orElseThrow();
      assertTrue(event.path("count").asInt(0) > 5, "it counts instead of being written again");
      assertEquals(
          "spec.containers{main}", event.path("involvedObject").path("fieldPath").asString(""));
    }
  }

  @Test
  void noNodeHasEnoughMemory() {
    String message =
        "0/1 nodes are available: 1 Insufficient memory. no new claims to deallocate, preemption:"
            + " 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
    try (Theatre theatre = with(Kind.UNSCHEDULABLE)) {
      theatre.deploy("db", "db:1", "");
      theatre.timeline.advance(Duration.ofMinutes(1));

      JsonNode condition = theatre.pod().path("status").path("conditions").path(0);
      assertEquals("PodScheduled", condition.path("type").asString(""));
      assertEquals("False", condition.path("status").asString(""));
      assertEquals("Unschedulable", condition.path("reason").asString(""));
      assertEquals(message, condition.path("message").asString(""));
      assertEquals(List.of("Warning: " + message), theatre.events("FailedScheduling"));
    }
  }

  @Test
  void claimIsNeverBound() {
    try (Theatre theatre = with(Kind.CLAIM)) {
      theatre.server.put(
          """
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata: {name: data}
          spec: {storageClassName: local-path}
          """);
      theatre.deploy(
          "db", "db:1", "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]");
      theatre.timeline.advance(Duration.ofMinutes(1));

      JsonNode claim = theatre.server.all("PersistentVolumeClaim").getFirst();
      assertEquals("Pending", claim.path("status").path("phase").asString(""));
      assertEquals(
          List.of("Warning: storageclass.storage.k8s.io \"local-path\" not found"),
          theatre.events("ProvisioningFailed"));
      assertEquals(
          List.of(
              "Warning: 0/1 nodes are available: pod has unbound immediate"
                  + " PersistentVolumeClaims. not found"),
          theatre.events("FailedScheduling"));
    }
  }

  @Test
  void faultsLeaveOtherServicesAlone() {
    try (Theatre theatre = new Theatre(new Fault("temporal", Kind.CRASH))) {
      theatre.deploy("temporal-ui", "ui:1", "");

      theatre.until("ready", Theatre::isReady);

      assertEquals(0, theatre.container().path("restartCount").asInt(-1));
    }
  }

  @Test
  void isReadFromTheCommandLine() {
    assertEquals(new Fault("temporal-ui", Kind.OOM), Fault.parse("temporal-ui=oom"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporal", "=crash", "temporal=", "temporal=burns"})
  void badTextNamesTheFaultsThereAre(String text) {
    Failure failure = assertThrows(Failure.class, () -> Fault.parse(text));

    assertTrue(failure.getMessage().contains("SERVICE=crash|image|oom|slow"), failure.getMessage());
  }

  private static Theatre with(Kind kind) {
    return new Theatre(new Fault("db", kind));
  }

  private static String waitingMessage(Theatre theatre) {
    return theatre.container().path("state").path("waiting").path("message").asString("");
  }

  private static String identity(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    return metadata.path("name").asString("")
        + "_default("
        + metadata.path("uid").asString("")
        + ")";
  }
}
