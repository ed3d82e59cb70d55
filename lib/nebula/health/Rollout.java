package nebula.health;

import java.util.List;
import nebula.model.Observation;
import nebula.model.Observation.Workload;
import nebula.model.Phase;

/// How far the workloads of a service are.
final class Rollout {
  private Rollout() {}

  static boolean complete(Observation seen) {
    for (Workload workload : seen.workloads()) {
      if (!workload.complete() || !CurrentPods.bearOut(workload, seen)) {
        return false;
      }
    }
    return true;
  }

  static boolean scaledToNothing(List<Workload> workloads) {
    for (Workload workload : workloads) {
      boolean scales =
          workload.kind().equals("Deployment") || workload.kind().equals("StatefulSet");
      if (!scales || workload.wanted() > 0) {
        return false;
      }
    }
    return !workloads.isEmpty();
  }

  static Verdict goesOn(List<Workload> workloads) {
    for (Workload workload : workloads) {
      if (!workload.complete()) {
        return Verdict.starting(
            workload.updated() == 0 ? Phase.SCHEDULE : Phase.PROBE, progress(workload));
      }
    }
    return Verdict.starting(Phase.PROBE, "its rollout goes on");
  }

  private static String progress(Workload workload) {
    if (workload.kind().equals("Job")) {
      return "the Job " + workload.name() + " is at work";
    }
    if (workload.current() && workload.ready() >= workload.wanted()) {
      return "old pods are ending";
    }
    return workload.ready() + " of " + workload.wanted() + " replicas are ready";
  }
}
