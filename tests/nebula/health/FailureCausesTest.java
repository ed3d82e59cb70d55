package nebula.health;

import static nebula.health.Scene.applied;
import static nebula.health.Scene.at;
import static nebula.health.Scene.backOff;
import static nebula.health.Scene.container;
import static nebula.health.Scene.crashing;
import static nebula.health.Scene.deployment;
import static nebula.health.Scene.ended;
import static nebula.health.Scene.init;
import static nebula.health.Scene.pending;
import static nebula.health.Scene.pod;
import static nebula.health.Scene.podEvent;
import static nebula.health.Scene.unpulled;
import static nebula.health.Scene.unready;
import static nebula.health.Scene.waiting;
import static nebula.health.Scene.with;
import static nebula.health.Scene.workload;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Claim;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;
import nebula.model.Observation.Warning;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each trouble that Kubernetes shows is called. The messages were recorded from Kubernetes
/// 1.34, except those that need a registry of the internet, which are containerd's own.
final class FailureCausesTest {
  /// @param seconds after the pod was made
  record Row(
      String trouble,
      Observation observation,
      double seconds,
      Phase phase,
      Kind kind,
      String what,
      String mend) {
    @Override
    public String toString() {
      return trouble;
    }
  }

  @ParameterizedTest
  @MethodSource({"images", "crashes", "configuration", "placement", "probes", "controllers"})
  void isNamedWithAMend(Row row) {
    Situation situation = applied(row.observation).at(at(row.seconds));
    Status status = Diagnosis.of(Scene.service(), situation);
    Cause cause = status.cause().orElseThrow();
    assertAll(
        () -> assertEquals(row.what, cause.what()),
        () -> assertEquals(row.mend, cause.mend().orElse("")),
        () -> assertEquals(State.FAILING, status.state()),
        () -> assertEquals(row.kind, cause.kind()),
        () -> assertEquals(row.phase, status.phase()));
  }

  static Stream<Row> images() {
    String tried = "failed to pull and unpack image \"%1$s\": failed to resolve reference \"%1$s\": ";
    String request = "failed to do request: Head \"https://%2$s/v2/a/manifests/1\": ";
    return Stream.of(
        image(
            "image not in its registry",
            tried + "%1$s: not found",
            "docker.io/library/postgres:61",
            "image docker.io/library/postgres:61 not found: the registry docker.io does not have"
                + " it (ErrImagePull)",
            "correct `image: docker.io/library/postgres:61` in services/shop/k8s.yaml"),
        image(
            "image not in the mirror, seen only as a refusal of HTTPS",
            tried + request + "http: server gave HTTP response to HTTPS client",
            "nebula-registry:5000/a:1",
            "image nebula-registry:5000/a:1 not found: the registry nebula-registry:5000 does not"
                + " have it, or is no mirror of the node (ErrImagePull)",
            "correct `image: nebula-registry:5000/a:1` in services/shop/k8s.yaml, or see whether"
                + " `docker pull nebula-registry:5000/a:1` works, then `./jbang up.java`"),
        image(
            "private image",
            tried
                + "pull access denied, repository does not exist or may require authorization:"
                + " server message: insufficient_scope: authorization failed",
            "docker.io/acme/secret:1",
            "the registry docker.io does not give out the image docker.io/acme/secret:1: it does"
                + " not exist there, or needs a login (ErrImagePull)",
            "`docker login`, then `./jbang up.java`; or correct `image: docker.io/acme/secret:1` in"
                + " services/shop/k8s.yaml"),
        image(
            "too many pulls",
            tried + "429 Too Many Requests - toomanyrequests: You have reached your pull rate limit",
            "ghcr.io/acme/a:1",
            "the registry ghcr.io gives no more images for now (too many requests)"
                + " (ErrImagePull)",
            "`docker login ghcr.io`, then `./jbang up.java`; or correct `image: ghcr.io/acme/a:1`"
                + " in services/shop/k8s.yaml"),
        image(
            "registry's name unknown",
            tried + request + "dial tcp: lookup registry.invalid on 172.20.0.1:53: no such host",
            "registry.invalid:5000/a:1",
            "the node cannot reach the registry of the image registry.invalid:5000/a:1: no such"
                + " host registry.invalid (ErrImagePull)",
            "correct `image: registry.invalid:5000/a:1` in services/shop/k8s.yaml, or see whether"
                + " `docker pull registry.invalid:5000/a:1` works, then `./jbang up.java`"),
        image(
            "registry not running",
            tried + request + "dial tcp 172.20.0.3:5001: connect: connection refused",
            "nebula-registry:5001/a:1",
            "the node cannot reach the registry of the image nebula-registry:5001/a:1:"
                + " 172.20.0.3:5001: connect: connection refused (ErrImagePull)",
            "correct `image: nebula-registry:5001/a:1` in services/shop/k8s.yaml, or see whether"
                + " `docker pull nebula-registry:5001/a:1` works, then `./jbang up.java`"),
        row(
            "back-off after a failed pull reads as the pull did",
            unpulled(
                "busybox:no",
                "ImagePullBackOff",
                "Back-off pulling image \"busybox:no\": ErrImagePull: failed to pull and unpack"
                    + " image \"docker.io/library/busybox:no\": failed to resolve reference"
                    + " \"docker.io/library/busybox:no\": docker.io/library/busybox:no: not found"),
            12,
            Phase.CREATE,
            Kind.IMAGE,
            "image busybox:no not found: the registry docker.io does not have it (ErrImagePull)",
            "correct `image: busybox:no` in services/shop/k8s.yaml"),
        row(
            "name that is none",
            unpulled(
                "Health/Bad:Name:x",
                "InvalidImageName",
                "Failed to apply default image tag \"Health/Bad:Name:x\": couldn't parse image name"
                    + " \"Health/Bad:Name:x\": invalid reference format: repository name (Bad) must"
                    + " be lowercase"),
            1,
            Phase.CREATE,
            Kind.IMAGE,
            "'Health/Bad:Name:x' is no valid image name: repository name (Bad) must be lowercase"
                + " (InvalidImageName)",
            "correct `image: Health/Bad:Name:x` in services/shop/k8s.yaml"),
        row(
            "image that may not be pulled",
            waiting(
                "ErrImageNeverPull",
                "Container image \"nebula-registry:5000/shop:1\" is not present with pull policy of"
                    + " Never"),
            1,
            Phase.CREATE,
            Kind.IMAGE,
            "the node does not have the image nebula-registry:5000/shop:1 and may not pull it"
                + " (ErrImageNeverPull)",
            "take `imagePullPolicy: Never` away in services/shop/k8s.yaml"));
  }

  static Stream<Row> crashes() {
    String logs = "read `./jbang tools/logs.java shop --since 5m`";
    String command = "correct `command` or `args` of main in services/shop/k8s.yaml";
    String runc =
        "failed to create containerd task: failed to create shim task: OCI runtime create failed:"
            + " runc create failed: unable to start container process: ";
    String noProgram =
        runc + "exec: \"/no/such/program\": stat /no/such/program: no such file or directory:"
            + " unknown";
    return Stream.of(
        crash("first crash, before it is started again", 3, "Error", 0,
            "the container main crashed with exit code 3 (Error)", logs),
        crash("crash loop", 3, "Error", 2,
            "the container main crashed with exit code 3 (CrashLoopBackOff)", logs),
        crash("wrong option", 2, "Error", 2,
            "the container main crashed with exit code 2: an error, or a wrong option in its"
                + " command (CrashLoopBackOff)", logs),
        crash("script calls what is not there", 127, "Error", 2,
            "the container main crashed with exit code 127: command not found (CrashLoopBackOff)",
            command),
        crash("killed", 137, "Error", 2,
            "the container main was killed (exit code 137, SIGKILL) (CrashLoopBackOff)", logs),
        crash("segmentation fault", 139, "Error", 2,
            "the container main crashed with a segmentation fault (exit code 139, SIGSEGV)"
                + " (CrashLoopBackOff)", logs),
        crash("told to end", 143, "Error", 2,
            "the container main was told to end (exit code 143, SIGTERM) (CrashLoopBackOff)", logs),
        crash("comes to its end", 0, "Completed", 2,
            "the container main came to its end (exit code 0), though a service has to keep running"
                + " (CrashLoopBackOff)",
            "give main a `command` that stays in the foreground in services/shop/k8s.yaml"),
        row(
            "out of memory",
            crashing(backOff(), 2, ended(137, "OOMKilled", 9)),
            10,
            Phase.CREATE,
            Kind.OUT_OF_MEMORY,
            "the container main needed more memory than it may have and was killed (OOMKilled)",
            "raise `resources.limits.memory` of main in services/shop/k8s.yaml"),
        row(
            "command not in the image",
            waiting("RunContainerError", noProgram),
            2,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the container main cannot start: there is no /no/such/program in its image"
                + " (StartError)",
            "correct `command` of main in services/shop/k8s.yaml"),
        row(
            "command not in the image, while Kubernetes pauses",
            crashing(backOff(), 2, new Terminated(128, "StartError", noProgram, at(9))),
            10,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the container main cannot start: there is no /no/such/program in its image"
                + " (StartError)",
            "correct `command` of main in services/shop/k8s.yaml"),
        row(
            "command that is no program",
            waiting("RunContainerError", runc + "exec: \"/etc/hostname\": permission denied: unknown"),
            2,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the container main cannot start: /etc/hostname may not be executed (StartError)",
            "correct `command` of main in services/shop/k8s.yaml"),
        row(
            "working folder that is a file",
            waiting(
                "RunContainerError",
                runc + "error during container init: mkdir /etc/hostname: not a directory: unknown"),
            2,
            Phase.CREATE,
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
            Phase.CREATE,
            Kind.CRASH,
            "the init container prepare crashed with exit code 4 (CrashLoopBackOff)",
            logs));
  }

  static Stream<Row> configuration() {
    String unset = "CreateContainerConfigError";
    return Stream.of(
        row(
            "ConfigMap of the environment missing",
            waiting(unset, "configmap \"settings\" not found"),
            5,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the container main needs the ConfigMap settings, which does not exist"
                + " (CreateContainerConfigError)",
            "add the ConfigMap settings, or correct its name in services/shop/k8s.yaml"),
        row(
            "Secret missing",
            waiting(unset, "secret \"passwords\" not found"),
            5,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the container main needs the Secret passwords, which does not exist"
                + " (CreateContainerConfigError)",
            "add the Secret passwords, or correct its name in services/shop/k8s.yaml"),
        row(
            "key of a ConfigMap missing",
            waiting(unset, "couldn't find key nokey in ConfigMap default/there"),
            5,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the container main needs the key nokey of the ConfigMap there, which has no such key"
                + " (CreateContainerConfigError)",
            "add the key nokey to the ConfigMap there, or correct it in services/shop/k8s.yaml"),
        row(
            "image that would run as root",
            waiting(unset, "container has runAsNonRoot and image will run as root (pod: \"a\")"),
            5,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the container main cannot be set up: container has runAsNonRoot and image will run as"
                + " root (pod: \"a\") (CreateContainerConfigError)",
            "correct it in services/shop/k8s.yaml"),
        row(
            "ConfigMap of a volume missing",
            waiting(
                "ContainerCreating",
                "",
                podEvent(
                    "FailedMount",
                    "MountVolume.SetUp failed for volume \"d\" : configmap \"settings\" not found",
                    4)),
            5,
            Phase.CREATE,
            Kind.CONFIGURATION,
            "the volume d needs the ConfigMap settings, which does not exist (FailedMount)",
            "add the ConfigMap settings, or correct its name in services/shop/k8s.yaml"),
        row(
            "folder of the node missing",
            waiting(
                "ContainerCreating",
                "",
                podEvent(
                    "FailedMount",
                    "MountVolume.SetUp failed for volume \"d\" : hostPath type check failed:"
                        + " /no/such is not a directory",
                    4)),
            5,
            Phase.CREATE,
            Kind.CLAIM,
            "the volume d cannot be mounted: hostPath type check failed: /no/such is not a"
                + " directory (FailedMount)",
            "correct the volume d in services/shop/k8s.yaml"),
        row(
            "no network for the pod",
            waiting(
                "ContainerCreating",
                "",
                podEvent(
                    "FailedCreatePodSandBox",
                    "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup"
                        + " network for sandbox \"ab12\": plugin type=\"bridge\" failed (add): no IP"
                        + " addresses available in range set",
                    9)),
            10,
            Phase.CREATE,
            Kind.OTHER,
            "the node cannot give its pod a network: plugin type=\"bridge\" failed (add): no IP"
                + " addresses available in range set (FailedCreatePodSandBox)",
            "read the events at the end of `kubectl describe pod shop-59499bf97c-5swm8`; a new"
                + " cluster (`./jbang reset.java`) helps when the node is broken"));
  }

  static Stream<Row> placement() {
    String preemption =
        ". no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not"
            + " helpful for scheduling.";
    return Stream.of(
        unplaced("1 Insufficient cpu" + preemption, Kind.UNSCHEDULABLE,
            "no node takes its pod: not enough cpu left (Unschedulable)",
            "lower `resources.requests.cpu` in services/shop/k8s.yaml"),
        unplaced("1 Insufficient memory" + preemption, Kind.UNSCHEDULABLE,
            "no node takes its pod: not enough memory left (Unschedulable)",
            "lower `resources.requests.memory` in services/shop/k8s.yaml"),
        unplaced("1 node(s) didn't match Pod's node affinity/selector" + preemption,
            Kind.UNSCHEDULABLE,
            "no node takes its pod: none has the labels that `nodeSelector` or `affinity` asks for"
                + " (Unschedulable)",
            "take `nodeSelector` or `affinity` away in services/shop/k8s.yaml"),
        unplaced("1 node(s) had untolerated taint {gpu: true}" + preemption, Kind.UNSCHEDULABLE,
            "no node takes its pod: the taint gpu: true is not tolerated (Unschedulable)",
            "tolerate it under `tolerations` in services/shop/k8s.yaml"),
        unplaced("1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }" + preemption,
            Kind.UNSCHEDULABLE,
            "no node takes its pod: the node's disk is nearly full (disk-pressure) (Unschedulable)",
            "make room with `docker system prune`"),
        unplaced("persistentvolumeclaim \"data\" not found. not found", Kind.CLAIM,
            "its pod needs the volume claim data, which does not exist",
            "add the PersistentVolumeClaim data, or correct its name in services/shop/k8s.yaml"),
        row(
            "storage class missing",
            with(
                pending(
                    "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not"
                        + " found",
                    new Claim("fast", false, "fast-ssd")),
                claimEvent("storageclass.storage.k8s.io \"fast-ssd\" not found")),
            1,
            Phase.SCHEDULE,
            Kind.CLAIM,
            "the volume claim fast gets no volume: there is no storage class fast-ssd"
                + " (ProvisioningFailed)",
            "take `storageClassName: fast-ssd` away in services/shop/k8s.yaml"),
        row(
            "provisioner refuses",
            with(
                pending("", new Claim("fast", false, "local-path")),
                claimEvent(
                    "failed to provision volume with StorageClass \"local-path\": NodePath only"
                        + " supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes")),
            1,
            Phase.SCHEDULE,
            Kind.CLAIM,
            "the volume claim fast gets no volume: NodePath only supports ReadWriteOnce and"
                + " ReadWriteOncePod (1.22+) access modes (ProvisioningFailed)",
            "correct the PersistentVolumeClaim fast in services/shop/k8s.yaml"),
        row(
            "volume that never comes",
            pending("", new Claim("fast", false, "slow")),
            31,
            Phase.SCHEDULE,
            Kind.CLAIM,
            "the volume claim fast waits for a volume, and the storage class slow makes none",
            "read the events at the end of `kubectl describe pvc fast`"),
        row(
            "thrown off a full node",
            deployment(
                0,
                List.of(pod()),
                podEvent(
                    "Evicted",
                    "The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi,"
                        + " available: 900Mi. ",
                    3)),
            4,
            Phase.SCHEDULE,
            Kind.OTHER,
            "its pod was thrown off the node: The node was low on resource: ephemeral-storage."
                + " Threshold quantity: 1Gi, available: 900Mi (Evicted)",
            "make room on the machine: `docker system prune`, or more memory for Docker"));
  }

  static Stream<Row> probes() {
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
            "killed by its liveness probe",
            with(
                crashing(backOff(), 2, ended(137, "Error", 9)),
                podEvent(
                    "Unhealthy",
                    "Liveness probe failed: Get \"http://10.42.0.30:8080/health\": dial tcp"
                        + " 10.42.0.30:8080: connect: connection refused",
                    8)),
            10,
            Phase.CREATE,
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
            Phase.CREATE,
            Kind.PROBE,
            "the container main was killed, because its startup probe failed: nothing listens on"
                + " port 8080 (Unhealthy)",
            probeMend("startup")));
  }

  static Stream<Row> controllers() {
    String quota =
        "(combined from similar events): Error creating: pods \"shop-5946f78f4-k4xn8\" is"
            + " forbidden: exceeded quota: few, requested: pods=1, used: pods=0, limited: pods=0";
    String account =
        "Error creating: pods \"shop-6789b7c854-\" is forbidden: error looking up service account"
            + " default/nobody: serviceaccount \"nobody\" not found";
    return Stream.of(
        row("quota used up", refused(quota), 1, Phase.SCHEDULE, Kind.REFUSED,
            "no pod is made: the quota few is used up, requested: pods=1, used: pods=0, limited:"
                + " pods=0 (FailedCreate)",
            "raise it with `kubectl edit resourcequota few`"),
        row("no service account", refused(account), 1, Phase.SCHEDULE, Kind.CONFIGURATION,
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
            Phase.PROBE,
            Kind.CRASH,
            "the Job shop failed as often as it may (BackoffLimitExceeded)",
            "read `./jbang tools/logs.java shop --since 5m`"),
        row(
            "Job out of time",
            with(
                deployment(0, List.of()),
                workload("Job", 1, 0, "Job was active longer than specified deadline")),
            30,
            Phase.PROBE,
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

  private static Row row(
      String trouble,
      Observation observation,
      double seconds,
      Phase phase,
      Kind kind,
      String what,
      String mend) {
    return new Row(trouble, observation, seconds, phase, kind, what, mend);
  }

  private static Row image(
      String trouble, String message, String image, String what, String mend) {
    String registry = image.substring(0, image.indexOf('/'));
    Observation seen = unpulled(image, "ErrImagePull", message.formatted(image, registry));
    return row(trouble, seen, 1, Phase.CREATE, Kind.IMAGE, what, mend);
  }

  private static Row crash(
      String trouble, int exitCode, String reason, int restarts, String what, String mend) {
    Terminated end = ended(exitCode, reason, 9);
    Observation seen =
        restarts == 0 ? crashing(end, 0, null) : crashing(backOff(), restarts, end);
    return row(trouble, seen, 10, Phase.CREATE, Kind.CRASH, what, mend);
  }

  private static Row unplaced(String refusal, Kind kind, String what, String mend) {
    Observation seen = pending("0/1 nodes are available: " + refusal);
    return row(refusal, seen, 4, Phase.SCHEDULE, kind, what, mend);
  }

  private static Row probe(String answer, double seconds, String words) {
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
    return "read `./jbang tools/logs.java shop --since 5m`, or correct `" + probe
        + "Probe` of main in services/shop/k8s.yaml";
  }

  private static Warning claimEvent(String message) {
    return new Warning(
        "PersistentVolumeClaim", "fast", "ProvisioningFailed", message, 1, at(0));
  }

  private static Observation refused(String message) {
    return with(
        deployment(0, List.of()),
        new Warning("ReplicaSet", "shop-5946f78f4", "FailedCreate", message, 5, at(1)));
  }
}
