package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.dashboard.ServiceDetails.Probe;
import nebula.dashboard.ServiceDetails.ProbeFailure;
import nebula.dashboard.ServiceDetails.Verdict;
import nebula.kube.JsonValue;
import nebula.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is known of the kubelet's questions, which it answers to itself.
final class ProbeAnswersTest {
  private static final Instant STARTED = Instant.parse("2026-11-24T07:00:00Z");
  private static final String REFUSED =
      " probe failed: Get \"http://10.42.0.8:80/ready\": dial tcp 10.42.0.8:80: connect: connection"
          + " refused";

  /// `failed` and `now` in seconds after the container's start; the probes ask every 10 s, from 5 s
  /// on.
  @ParameterizedTest
  @CsvSource({
    "startup,   false, false,    , 6,   UNASKED",
    "startup,   false, false,   6, 7,   FAILING",
    "startup,   true,  false,   6, 9,   PASSING",
    "readiness, true,  false,    , 6,   UNASKED",
    "readiness, true,  false,   6, 7,   FAILING",
    "readiness, true,  false, -30, 2,   UNASKED",
    "readiness, true,  true,    6, 9,   PASSING",
    "liveness,  true,  true,     , 6,   UNASKED",
    "liveness,  true,  true,     , 16,  PASSING",
    "liveness,  true,  true,   16, 20,  FAILING",
    "liveness,  true,  true,   16, 40,  PASSING",
    "liveness,  false, false,    , 16,  UNASKED",
  })
  void whetherItPasses(
      String kind, boolean started, boolean ready, Long failed, long now, Verdict verdict) {
    Observation.Running running = new Observation.Running(STARTED);
    Observation.Container container = container(started, ready, running);
    List<JsonValue> events = failed == null ? List.of() : List.of(event(kind, "web", failed));
    Probe probe = ask(kind, container, events, now);
    assertEquals(verdict, probe.verdict());
    Optional<ProbeFailure> last =
        Optional.ofNullable(failed)
            .map(after ->
                new ProbeFailure(
                    STARTED.plusSeconds(after), "GET :80/ready: nothing listens on port 80"));
    assertEquals(last, probe.failure(), "the last failure stays to be read");
  }

  @Test
  void whatAnotherContainerOfThePodAnsweredIsNotItsAnswer() {
    Observation.Container web = container(true, false, new Observation.Running(STARTED));
    assertEquals(
        Verdict.UNASKED,
        ask("readiness", web, List.of(event("readiness", "sidecar", 6)), 7).verdict());
  }

  @Test
  void aContainerThatHasEndedIsNotAsked() {
    Observation.Container ended =
        container(false, false, new Observation.Waiting("CrashLoopBackOff", "back-off 40s"));
    Probe probe = ask("readiness", ended, List.of(event("readiness", "web", 6)), 7);
    assertEquals(Verdict.UNASKED, probe.verdict());
    assertEquals(STARTED.plusSeconds(6), probe.failure().orElseThrow().at());
  }

  private static Probe ask(
      String kind, Observation.Container container, List<JsonValue> events, long now) {
    Observation.Pod pod =
        new Observation.Pod(
            "web-0", false, true, false, STARTED, Optional.empty(), List.of(container));
    JsonValue probe = new JsonValue(Map.of("periodSeconds", 10, "initialDelaySeconds", 5));
    return ProbeAnswers.of(pod, container, events, STARTED.plusSeconds(now))
        .to(kind, "GET :80/ready", probe);
  }

  private static Observation.Container container(
      boolean started, boolean ready, Observation.ContainerState state) {
    return new Observation.Container(
        "web", "web:1", false, ready, started, 0, state, Optional.empty());
  }

  private static JsonValue event(String probe, String container, long after) {
    String kind = Character.toUpperCase(probe.charAt(0)) + probe.substring(1);
    return new JsonValue(
        Map.of(
            "reason",
            "Unhealthy",
            "message",
            kind + REFUSED,
            "lastTimestamp",
            STARTED.plusSeconds(after).toString(),
            "involvedObject",
            Map.of("name", "web-0", "fieldPath", "spec.containers{" + container + "}")));
  }
}
