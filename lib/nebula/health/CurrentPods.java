package nebula.health;

import java.util.ArrayList;
import java.util.List;
import nebula.model.Observation;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Workload;

/// Which pods speak for a service: those of the newest specification that are not on their way out.
/// An old pod that crashes says nothing once a new one is being started in its place.
final class CurrentPods {
  private CurrentPods() {}

  static List<Pod> of(Observation observation) {
    List<Pod> current = new ArrayList<>();
    for (Pod pod : observation.pods()) {
      if (!pod.terminating() && !replaced(pod, observation)) {
        current.add(pod);
      }
    }
    return current;
  }

  /// Names of the pods that can be asked: those with a running container.
  static List<String> running(Observation observation) {
    List<String> names = new ArrayList<>();
    for (Pod pod : observation.pods()) {
      if (!pod.terminating() && runs(pod)) {
        names.add(pod.name());
      }
    }
    return names;
  }

  static boolean runs(Pod pod) {
    for (Container container : pod.containers()) {
      if (!container.init() && container.state() instanceof Observation.Running) {
        return true;
      }
    }
    return false;
  }

  /// Whether the pods themselves bear out what the workload's status says, which lags behind them
  /// by up to seconds: a pod that crashed is seen before its Deployment counts it as lost.
  static boolean bearOut(Workload workload, Observation observation) {
    int known = 0;
    int ready = 0;
    for (Pod pod : observation.pods()) {
      if (workloadOf(pod.name(), observation).equals(workload.name())) {
        known++;
        ready += pod.ready() && !pod.terminating() ? 1 : 0;
      }
    }
    // Long names are cut off in the names of pods, and then none is known as the workload's.
    return workload.kind().equals("Job") || known == 0 || ready >= workload.wanted();
  }

  static boolean ofJob(Pod pod, Observation observation) {
    return kindOf(pod, observation).equals("Job");
  }

  private static boolean replaced(Pod pod, Observation observation) {
    return switch (kindOf(pod, observation)) {
      // Each try of a Job is a pod of its own, and the failed ones stay.
      case "Job" -> newerOf(workloadOf(pod.name(), observation), pod, observation, false);
      // Pods of one ReplicaSet share its hash, which is the last but one part of their name.
      case "Deployment" -> newerOf(workloadOf(pod.name(), observation), pod, observation, true);
      default -> false;
    };
  }

  private static boolean newerOf(
      String workload, Pod pod, Observation observation, boolean otherSpecification) {
    for (Pod other : observation.pods()) {
      boolean rival =
          !otherSpecification || !replicaSet(other.name()).equals(replicaSet(pod.name()));
      if (rival
          && !other.terminating()
          && other.created().isAfter(pod.created())
          && workloadOf(other.name(), observation).equals(workload)) {
        return true;
      }
    }
    return false;
  }

  static String replicaSet(String pod) {
    int end = pod.lastIndexOf('-');
    return end < 0 ? pod : pod.substring(0, end);
  }

  private static String kindOf(Pod pod, Observation observation) {
    String name = workloadOf(pod.name(), observation);
    for (Workload workload : observation.workloads()) {
      if (workload.name().equals(name)) {
        return workload.kind();
      }
    }
    return "";
  }

  /// The workload with the longest name that the pod's name begins with.
  private static String workloadOf(String pod, Observation observation) {
    String longest = "";
    for (Workload workload : observation.workloads()) {
      if (workload.name().length() > longest.length() && pod.startsWith(workload.name() + "-")) {
        longest = workload.name();
      }
    }
    return longest;
  }
}
