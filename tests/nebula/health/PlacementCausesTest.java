package nebula.health;

import static nebula.health.Scene.at;
import static nebula.health.Scene.deployment;
import static nebula.health.Scene.pending;
import static nebula.health.Scene.pod;
import static nebula.health.Scene.podEvent;
import static nebula.health.Scene.with;

import java.util.List;
import java.util.stream.Stream;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Claim;
import nebula.model.Observation.Warning;
import nebula.model.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each way is called for a pod without a place or a volume.
final class PlacementCausesTest {

  @ParameterizedTest
  @MethodSource
  void placement(FailureRow row) {
    row.check();
  }

  static Stream<FailureRow> placement() {
    String preemption =
        ". no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not"
            + " helpful for scheduling.";
    return Stream.of(
        unplaced(
            "1 Insufficient cpu" + preemption,
            Kind.UNSCHEDULABLE,
            "no node takes its pod: not enough cpu left (Unschedulable)",
            "lower `resources.requests.cpu` in services/shop/k8s.yaml"),
        unplaced(
            "1 Insufficient memory" + preemption,
            Kind.UNSCHEDULABLE,
            "no node takes its pod: not enough memory left (Unschedulable)",
            "lower `resources.requests.memory` in services/shop/k8s.yaml"),
        unplaced(
            "1 node(s) didn't match Pod's node affinity/selector" + preemption,
            Kind.UNSCHEDULABLE,
            "no node takes its pod: none has the labels that `nodeSelector` or `affinity` asks for"
                + " (Unschedulable)",
            "take `nodeSelector` or `affinity` away in services/shop/k8s.yaml"),
        unplaced(
            "1 node(s) had untolerated taint {gpu: true}" + preemption,
            Kind.UNSCHEDULABLE,
            "no node takes its pod: the taint gpu: true is not tolerated (Unschedulable)",
            "tolerate it under `tolerations` in services/shop/k8s.yaml"),
        unplaced(
            "1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }" + preemption,
            Kind.UNSCHEDULABLE,
            "no node takes its pod: the node's disk is nearly full (disk-pressure) (Unschedulable)",
            "make room with `docker system prune`"),
        unplaced(
            "persistentvolumeclaim \"data\" not found. not found",
            Kind.CLAIM,
            "its pod needs the volume claim data, which does not exist",
            "add the PersistentVolumeClaim data, or correct its name in services/shop/k8s.yaml"),
        row(
            "storage class missing",
            with(
                pending(
                    "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not"
                        + " found",
                    new Claim("fast", false, "fast-ssd", "")),
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
                pending("", new Claim("fast", false, "local-path", "")),
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
            pending("", new Claim("fast", false, "slow", "")),
            31,
            Phase.SCHEDULE,
            Kind.CLAIM,
            "the volume claim fast waits for a volume, and the storage class slow makes none",
            "read the events at the end of `kubectl describe pvc fast`"),
        row(
            "volume that is named and not there",
            pending(
                "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not"
                    + " found",
                new Claim("fast", false, "", "nas-7")),
            3,
            Phase.SCHEDULE,
            Kind.CLAIM,
            "the volume claim fast gets no volume: the volume nas-7 that it names is not there, or"
                + " is of another claim",
            "take `volumeName: nas-7` away in services/shop/k8s.yaml"),
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

  private static FailureRow unplaced(String refusal, Kind kind, String what, String mend) {
    Observation seen = pending("0/1 nodes are available: " + refusal);
    return row(refusal, seen, 4, Phase.SCHEDULE, kind, what, mend);
  }

  private static Warning claimEvent(String message) {
    return new Warning("PersistentVolumeClaim", "fast", "ProvisioningFailed", message, 1, at(0));
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
