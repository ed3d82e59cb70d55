package nebula.health;

import static nebula.health.Scene.at;
import static nebula.health.Scene.deployment;
import static nebula.health.Scene.with;
import static nebula.health.Scene.workload;

import java.util.List;
import java.util.stream.Stream;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Warning;
import nebula.model.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each way is called for a workload that cannot make its pods or is out of time.
final class ControllerCausesTest {

  @ParameterizedTest
  @MethodSource
  void controllers(FailureRow row) {
    row.check();
  }

  static Stream<FailureRow> controllers() {
    String quota =
        "(combined from similar events): Error creating: pods \"shop-5946f78f4-k4xn8\" is"
            + " forbidden: exceeded quota: few, requested: pods=1, used: pods=0, limited: pods=0";
    String account =
        "Error creating: pods \"shop-6789b7c854-\" is forbidden: error looking up service account"
            + " default/nobody: serviceaccount \"nobody\" not found";
    return Stream.of(
        row(
            "quota used up",
            refused(quota),
            1,
            Phase.SCHEDULE,
            Kind.REFUSED,
            "no pod is made: the quota few is used up, requested: pods=1, used: pods=0, limited:"
                + " pods=0 (FailedCreate)",
            "raise it with `kubectl edit resourcequota few`"),
        row(
            "no service account",
            refused(account),
            1,
            Phase.SCHEDULE,
            Kind.CONFIGURATION,
            "no pod is made: there is no service account nobody (FailedCreate)",
            "add the ServiceAccount nobody, or correct `serviceAccountName` in"
                + " services/shop/k8s.yaml"),
        row(
            "no progress",
            with(
                deployment(0, List.of()),
                workload(
                    "Deployment",
                    1,
                    0,
                    "ReplicaSet \"shop-54588c44fd\" has timed out progressing.")),
            600,
            Phase.PROBE,
            Kind.OTHER,
            "the rollout of the Deployment shop has made no progress until its deadline"
                + " (ProgressDeadlineExceeded)",
            "read `./jbang tools/logs.java shop --since 5m`"),
        row(
            "Job out of tries",
            with(
                deployment(0, List.of()),
                workload("Job", 1, 0, "Job has reached the specified backoff limit")),
            30,
            Phase.START,
            Kind.CRASH,
            "the Job shop failed as often as it may (BackoffLimitExceeded)",
            "read `./jbang tools/logs.java shop --since 5m`"),
        row(
            "Job out of time",
            with(
                deployment(0, List.of()),
                workload("Job", 1, 0, "Job was active longer than specified deadline")),
            30,
            Phase.START,
            Kind.OTHER,
            "the Job shop did not end in time (DeadlineExceeded)",
            "read `./jbang tools/logs.java shop --since 5m`"),
        row(
            "refusal that only the condition tells",
            with(
                deployment(0, List.of()),
                workload(
                    "Deployment",
                    1,
                    0,
                    "pods \"shop-59499bf97c-x\" is forbidden: violates PodSecurity"
                        + " \"restricted:latest\": runAsNonRoot != true")),
            30,
            Phase.SCHEDULE,
            Kind.REFUSED,
            "no pod is made: violates PodSecurity \"restricted:latest\": runAsNonRoot != true"
                + " (FailedCreate)",
            "correct the pod's specification in services/shop/k8s.yaml"));
  }

  private static Observation refused(String message) {
    return with(
        deployment(0, List.of()),
        new Warning("ReplicaSet", "shop-5946f78f4", "FailedCreate", message, 5, at(1)));
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
