package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import nebula.model.Observation.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How far a workload is, from what its controller wrote.
class WorkloadViewTest {

  record Row(String when, String kind, String object, Workload seen, boolean complete) {
    @Override
    public String toString() {
      return kind + " " + when;
    }
  }

  static List<Row> rows() {
    return List.of(
        new Row(
            "just made, not seen by its controller",
            "Deployment",
            "{metadata:{name:web,generation:1},spec:{}}",
            workload("Deployment", false, 1, 0, 0, 0, ""),
            false),
        new Row(
            "complete",
            "Deployment",
            "{metadata:{name:web,generation:2},spec:{replicas:2},status:{observedGeneration:2,"
                + "replicas:2,updatedReplicas:2,readyReplicas:2}}",
            workload("Deployment", true, 2, 2, 2, 2, ""),
            true),
        new Row(
            "whose newest specification was not seen",
            "Deployment",
            "{metadata:{name:web,generation:3},spec:{replicas:2},status:{observedGeneration:2,"
                + "replicas:2,updatedReplicas:2,readyReplicas:2}}",
            workload("Deployment", false, 2, 2, 2, 2, ""),
            false),
        new Row(
            "in a rollout, where only the old replica is ready",
            "Deployment",
            "{metadata:{name:web,generation:2},spec:{replicas:1},status:{observedGeneration:2,"
                + "replicas:2,updatedReplicas:1,readyReplicas:1}}",
            workload("Deployment", true, 1, 1, 0, 2, ""),
            false),
        new Row(
            "that may make no pods",
            "Deployment",
            "{metadata:{name:web,generation:1},spec:{},status:{observedGeneration:1,"
                + "conditions:[{type:ReplicaFailure,status:'True',message:exceeded quota}]}}",
            workload("Deployment", true, 1, 0, 0, 0, "exceeded quota"),
            false),
        new Row(
            "over its deadline",
            "Deployment",
            "{metadata:{name:web,generation:1},spec:{},status:{observedGeneration:1,replicas:1,"
                + "updatedReplicas:1,conditions:[{type:Progressing,status:'False',"
                + "reason:ProgressDeadlineExceeded,message:has timed out}]}}",
            workload("Deployment", true, 1, 1, 0, 1, "has timed out"),
            false),
        new Row(
            "scaled to nothing",
            "StatefulSet",
            "{metadata:{name:web,generation:1},spec:{replicas:0},status:{observedGeneration:1}}",
            workload("StatefulSet", true, 0, 0, 0, 0, ""),
            true),
        new Row(
            "on each of two nodes",
            "DaemonSet",
            "{metadata:{name:web,generation:1},status:{observedGeneration:1,"
                + "desiredNumberScheduled:2,currentNumberScheduled:2,updatedNumberScheduled:2,"
                + "numberReady:2}}",
            workload("DaemonSet", true, 2, 2, 2, 2, ""),
            true),
        new Row(
            "at work",
            "Job",
            "{metadata:{name:web},spec:{completions:1},status:{startTime:now,active:1}}",
            workload("Job", true, 1, 1, 0, 1, ""),
            false),
        new Row(
            "done",
            "Job",
            "{metadata:{name:web},spec:{completions:1},status:{startTime:now,succeeded:1}}",
            workload("Job", true, 1, 1, 1, 1, ""),
            true),
        new Row(
            "given up",
            "Job",
            "{metadata:{name:web},spec:{completions:1},status:{startTime:now,failed:4,"
                + "conditions:[{type:Failed,status:'True',message:reached the backoff limit}]}}",
            workload("Job", true, 1, 1, 0, 0, "reached the backoff limit"),
            false));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsProgress(Row row) {
    Workload seen = WorkloadView.of(row.kind(), Trees.of(row.object()));

    assertEquals(row.seen(), seen);
    assertEquals(row.complete(), seen.complete());
  }

  private static Workload workload(
      String kind, boolean current, int wanted, int updated, int ready, int total, String trouble) {
    Optional<String> why = Optional.of(trouble).filter(text -> !text.isEmpty());
    return new Workload(kind, "web", current, wanted, updated, ready, total, why);
  }
}
