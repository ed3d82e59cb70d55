package nebula.health;

import static nebula.health.Scene.at;
import static nebula.health.Scene.backOff;
import static nebula.health.Scene.container;
import static nebula.health.Scene.crashing;
import static nebula.health.Scene.deployment;
import static nebula.health.Scene.ended;
import static nebula.health.Scene.init;
import static nebula.health.Scene.pod;
import static nebula.health.Scene.waiting;

import java.util.List;
import java.util.stream.Stream;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;
import nebula.model.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each way is called for a container that ends or does not begin.
final class CrashCausesTest {

  @ParameterizedTest
  @MethodSource
  void crashes(FailureRow row) {
    row.check();
  }

  static Stream<FailureRow> crashes() {
    String logs = "read `./jbang tools/logs.java shop --since 5m`";
    String command = "correct `command` or `args` of main in services/shop/k8s.yaml";
    String runc =
        "failed to create containerd task: failed to create shim task: OCI runtime create failed:"
            + " runc create failed: unable to start container process: ";
    String noProgram =
        runc
            + "exec: \"/no/such/program\": stat /no/such/program: no such file or directory:"
            + " unknown";
    return Stream.of(
        crash(
            "first crash, before it is started again",
            3,
            "Error",
            0,
            "the container main crashed with exit code 3 (Error)",
            logs),
        crash(
            "crash loop",
            3,
            "Error",
            2,
            "the container main crashed with exit code 3 (CrashLoopBackOff)",
            logs),
        crash(
            "wrong option",
            2,
            "Error",
            2,
            "the container main crashed with exit code 2: an error, or a wrong option in its"
                + " command (CrashLoopBackOff)",
            logs),
        crash(
            "script calls what is not there",
            127,
            "Error",
            2,
            "the container main crashed with exit code 127: command not found (CrashLoopBackOff)",
            command),
        crash(
            "killed",
            137,
            "Error",
            2,
            "the container main was killed (exit code 137, SIGKILL), as the kernel does when memory runs out (CrashLoopBackOff)",
            logs),
        crash(
            "segmentation fault",
            139,
            "Error",
            2,
            "the container main crashed with a segmentation fault (exit code 139, SIGSEGV)"
                + " (CrashLoopBackOff)",
            logs),
        crash(
            "told to end",
            143,
            "Error",
            2,
            "the container main was told to end (exit code 143, SIGTERM) (CrashLoopBackOff)",
            logs),
        crash(
            "comes to its end",
            0,
            "Completed",
            2,
            "the container main came to its end (exit code 0), though a service has to keep running"
                + " (CrashLoopBackOff)",
            "give main a `command` that stays in the foreground in services/shop/k8s.yaml"),
        row(
            "out of memory",
            crashing(backOff(), 2, ended(137, "OOMKilled", 9)),
            10,
            Phase.START,
            Kind.OUT_OF_MEMORY,
            "the container main needed more memory than it may have and was killed (OOMKilled)",
            "raise `resources.limits.memory` of main in services/shop/k8s.yaml"),
        row(
            "command not in the image",
            waiting("RunContainerError", noProgram),
            2,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main cannot start: there is no /no/such/program in its image"
                + " (StartError)",
            "correct `command` of main in services/shop/k8s.yaml"),
        row(
            "command not in the image, while Kubernetes pauses",
            crashing(backOff(), 2, new Terminated(128, "StartError", noProgram, at(9))),
            10,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main cannot start: there is no /no/such/program in its image"
                + " (StartError)",
            "correct `command` of main in services/shop/k8s.yaml"),
        row(
            "command that is no program",
            waiting(
                "RunContainerError", runc + "exec: \"/etc/hostname\": permission denied: unknown"),
            2,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main cannot start: /etc/hostname may not be executed (StartError)",
            "correct `command` of main in services/shop/k8s.yaml"),
        row(
            "working folder that is a file",
            waiting(
                "RunContainerError",
                runc
                    + "error during container init: mkdir /etc/hostname: not a directory: unknown"),
            2,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main cannot start: mkdir /etc/hostname: not a directory (StartError)",
            "correct main in services/shop/k8s.yaml"),
        row(
            "init container that fails",
            deployment(
                0,
                List.of(
                    pod(
                        init(backOff(), 2, ended(4, "Error", 9)),
                        container(new Waiting("PodInitializing", ""))))),
            10,
            Phase.START,
            Kind.CRASH,
            "the init container prepare crashed with exit code 4 (CrashLoopBackOff)",
            logs));
  }

  private static FailureRow crash(
      String trouble, int exitCode, String reason, int restarts, String what, String mend) {
    Terminated end = ended(exitCode, reason, 9);
    Observation seen = restarts == 0 ? crashing(end, 0, null) : crashing(backOff(), restarts, end);
    return row(trouble, seen, 10, Phase.START, Kind.CRASH, what, mend);
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
