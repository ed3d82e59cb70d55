package nebula.health;

import java.time.Duration;
import nebula.model.Cause;
import nebula.model.Cause.Kind;

/// Puts in words why no node takes a pod.
final class Placement {
  private Placement() {}

  /// How long this refusal may be a passing one.
  static Duration patience(String message) {
    if (message.contains("unbound immediate PersistentVolumeClaims")) {
      return Patience.CLAIM;
    }
    if (message.contains("persistentvolumeclaim \"")) {
      return Patience.MOUNT;
    }
    return Extract.containsAny(
            message, "node.kubernetes.io/not-ready", "uninitialized", "no nodes available")
        ? Patience.NODE_START
        : Patience.PLACEMENT;
  }

  static Cause cause(String message, Mends mends) {
    String claim = Extract.between(message, "persistentvolumeclaim \"", "\" not found");
    if (!claim.isEmpty()) {
      return Cause.of(
          Kind.CLAIM,
          "its pod needs the volume claim " + claim + ", which does not exist",
          mends.edit("add the PersistentVolumeClaim " + claim + ", or correct its name"));
    }
    if (message.contains("unbound immediate PersistentVolumeClaims")) {
      return Cause.of(
          Kind.CLAIM,
          "its pod waits for a volume claim that has no volume",
          mends.edit("check `storageClassName` against `kubectl get storageclass`"));
    }
    String refusal = refusal(message);
    return Cause.of(
        Kind.UNSCHEDULABLE,
        "no node takes its pod: " + words(refusal) + " (Unschedulable)",
        mend(refusal, mends));
  }

  private static String words(String refusal) {
    String lacking = Extract.after(refusal, "Insufficient ");
    if (!lacking.equals(refusal)) {
      return "not enough " + Extract.before(lacking, ",") + " left";
    }
    if (refusal.contains("node affinity/selector")) {
      return "none has the labels that `nodeSelector` or `affinity` asks for";
    }
    if (refusal.contains("disk-pressure")) {
      return "the node's disk is nearly full (disk-pressure)";
    }
    if (refusal.contains("memory-pressure")) {
      return "the node's memory is nearly used up (memory-pressure)";
    }
    if (refusal.contains("not-ready") || refusal.contains("no nodes available")) {
      return "the cluster's node is not ready";
    }
    if (refusal.contains("untolerated taint")) {
      String taint = Extract.between(refusal, "{", "}");
      return "the taint " + (taint.isEmpty() ? "of the node" : taint) + " is not tolerated";
    }
    if (refusal.contains("were unschedulable")) {
      return "the node takes no new pods, somebody has cordoned it";
    }
    if (refusal.contains("free ports")) {
      return "its `hostPort` is taken by another pod";
    }
    if (refusal.contains("volume node affinity conflict")) {
      return "its volume lies on a node that is not there";
    }
    return refusal.contains("Too many pods") ? "the node is full of pods" : Extract.line(refusal);
  }

  private static String mend(String refusal, Mends mends) {
    if (refusal.contains("Insufficient ")) {
      String lacking = Extract.before(Extract.after(refusal, "Insufficient "), ",").strip();
      return mends.edit("lower `resources.requests." + lacking + "`");
    }
    if (refusal.contains("node affinity/selector")) {
      return mends.edit("take `nodeSelector` or `affinity` away");
    }
    if (refusal.contains("disk-pressure")) {
      return "make room with `docker system prune`";
    }
    if (refusal.contains("memory-pressure")) {
      return "give Docker more memory, or stop what else uses it";
    }
    if (refusal.contains("were unschedulable")) {
      return "run `kubectl uncordon --all`";
    }
    if (refusal.contains("free ports")) {
      return mends.edit("take `hostPort` away");
    }
    if (refusal.contains("untolerated taint") && !refusal.contains("not-ready")) {
      return mends.edit("tolerate it under `tolerations`");
    }
    return "look at the node with `kubectl describe nodes`";
  }

  /// Of `0/1 nodes are available: 1 Insufficient cpu. preemption: …` what stands in the middle.
  private static String refusal(String message) {
    String why = Extract.after(message, "nodes are available: ");
    int end = why.indexOf(". ");
    return end < 0 ? Extract.line(why) : why.substring(0, end);
  }
}
