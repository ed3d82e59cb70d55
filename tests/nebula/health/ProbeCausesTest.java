package nebula.health;

import static nebula.health.Scene.backOff;
import static nebula.health.Scene.crashing;
import static nebula.health.Scene.ended;
import static nebula.health.Scene.podEvent;
import static nebula.health.Scene.unready;
import static nebula.health.Scene.with;

import java.util.stream.Stream;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each way is called for a pod that does not pass Kubernetes' own probes.
final class ProbeCausesTest {

  @ParameterizedTest
  @MethodSource
  void probes(FailureRow row) {
    row.check();
  }

  static Stream<FailureRow> probes() {
    String exec =
        "Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc ="
            + " failed to exec in container: failed to start exec \"ce83b45e\": OCI runtime exec"
            + " failed: exec failed: unable to start container process: exec: \"pg_isready\":"
            + " executable file not found in $PATH: unknown";
    return Stream.of(
        probe("HTTP probe failed with statuscode: 404", 11, "it answered 404"),
        probe("HTTP probe failed with statuscode: 503", 31, "it answered 503"),
        probe(
            "Get \"http://10.42.0.24:8080/health\": dial tcp 10.42.0.24:8080: connect: connection"
                + " refused",
            31,
            "GET :8080/health: nothing listens on port 8080"),
        probe(
            "dial tcp 10.42.0.25:8080: connect: connection refused",
            31,
            "nothing listens on port 8080"),
        probe(
            "Get \"http://10.42.0.24:8080/health\": context deadline exceeded (Client.Timeout"
                + " exceeded while awaiting headers)",
            31,
            "GET :8080/health: not answered in time"),
        probe(
            "timeout: failed to connect service \"10.42.0.26:7233\" within 1s: context deadline"
                + " exceeded",
            31,
            "no gRPC answer on port 7233"),
        probe(
            "service unhealthy (responded with \"NOT_SERVING\")",
            31,
            "gRPC health answered NOT_SERVING"),
        probe(
            "command timed out: \"sleep 10\" timed out after 1s",
            31,
            "`sleep 10` did not end within 1s"),
        probe(
            "command timed out: \"sh -c while :; do\\n  sleep 1\\ndone\\n\" timed out after 10s",
            31,
            "`sh -c while :; do …` did not end within 10s"),
        probe("no response\n", 31, "no response"),
        probe("", 31, "its command ended with an error"),
        row(
            "probe's program not in the image",
            unready(0, podEvent("Unhealthy", "(combined from similar events): " + exec, 3)),
            3,
            Phase.PROBE,
            Kind.PROBE,
            "its readiness probe fails: there is no pg_isready in the image (Unhealthy)",
            probeMend("readiness")),
        row(
            "asked when it had ended just then",
            unready(
                0,
                podEvent(
                    "Unhealthy",
                    "Readiness probe errored and resulted in unknown state: rpc error: code ="
                        + " NotFound desc = failed to exec in container: failed to load task: no"
                        + " running task found: task 28f459286b98 not found: not found",
                    3)),
            31,
            Phase.PROBE,
            Kind.PROBE,
            "its readiness probe fails: its container had ended (Unhealthy)",
            probeMend("readiness")),
        row(
            "killed by its liveness probe",
            with(
                crashing(backOff(), 2, ended(137, "Error", 9)),
                podEvent(
                    "Unhealthy",
                    "Liveness probe failed: Get \"http://10.42.0.30:8080/health\": dial tcp"
                        + " 10.42.0.30:8080: connect: connection refused",
                    8)),
            10,
            Phase.START,
            Kind.PROBE,
            "the container main was killed, because its liveness probe failed: GET :8080/health:"
                + " nothing listens on port 8080 (Unhealthy)",
            probeMend("liveness")),
        row(
            "never started in the time of its startup probe",
            with(
                crashing(backOff(), 2, ended(137, "Error", 9)),
                podEvent(
                    "Unhealthy",
                    "Startup probe failed: dial tcp 10.42.0.32:8080: connect: connection refused",
                    8)),
            10,
            Phase.START,
            Kind.PROBE,
            "the container main was killed, because its startup probe failed: nothing listens on"
                + " port 8080 (Unhealthy)",
            probeMend("startup")));
  }

  private static FailureRow probe(String answer, double seconds, String words) {
    String message = ("Readiness probe failed: " + answer).stripTrailing();
    return row(
        "readiness: " + words,
        unready(0, podEvent("Unhealthy", message, 3)),
        seconds,
        Phase.PROBE,
        Kind.PROBE,
        "its readiness probe fails: " + words + " (Unhealthy)",
        probeMend("readiness"));
  }

  private static String probeMend(String probe) {
    return "read `./jbang tools/logs.java shop --since 5m`, or correct `"
        + probe
        + "Probe` of main in services/shop/k8s.yaml";
  }

  private static FailureRow row(
      String trouble,
      Observation observation,
      double seconds,
      Phase phase,
      Kind kind,
      String what,
      String mend) {
    return new FailureRow(trouble, observation, seconds, phase, kind, what, mend);
  }
}
