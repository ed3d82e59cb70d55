package nebula.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What Kubernetes shows of one service: the input of the diagnosis. Lists are in order of name.
public record Observation(
    List<Workload> workloads, List<Pod> pods, List<Claim> claims, List<Warning> warnings) {
  public Observation {
    workloads = List.copyOf(workloads);
    pods = List.copyOf(pods);
    claims = List.copyOf(claims);
    warnings = List.copyOf(warnings);
  }

  public static Observation nothing() {
    return new Observation(List.of(), List.of(), List.of(), List.of());
  }

  /// A Deployment, StatefulSet, DaemonSet or Job.
  ///
  /// @param current whether the controller has seen the newest specification
  /// @param wanted replicas (nodes for a DaemonSet, completions for a Job)
  /// @param updated replicas of the newest specification
  /// @param ready replicas of the newest specification that are ready (completed for a Job)
  /// @param total replicas of any specification that still exist
  /// @param trouble a condition that says it cannot go on, such as ReplicaFailure or a deadline
  public record Workload(
      String kind,
      String name,
      boolean current,
      int wanted,
      int updated,
      int ready,
      int total,
      Optional<String> trouble) {
    /// Every replica is of the newest specification and ready, and no old one is left.
    public boolean complete() {
      return current && updated >= wanted && ready >= wanted && total <= Math.max(wanted, ready);
    }
  }

  /// @param unschedulable the scheduler's message when no node takes the pod
  public record Pod(
      String name,
      boolean ready,
      boolean scheduled,
      boolean terminating,
      Instant created,
      Optional<String> unschedulable,
      List<Container> containers) {
    public Pod {
      containers = List.copyOf(containers);
    }

    public Pod with(List<Container> others) {
      return new Pod(name, ready, scheduled, terminating, created, unschedulable, others);
    }
  }

  /// @param init whether it must end before the others start
  /// @param lastEnd how it ended the last time, when it was restarted since
  public record Container(
      String name,
      String image,
      boolean init,
      boolean ready,
      boolean started,
      int restarts,
      ContainerState state,
      Optional<Terminated> lastEnd) {
    public Container in(ContainerState other) {
      return new Container(name, image, init, ready, started, restarts, other, lastEnd);
    }
  }

  /// One life of a container, which has a log of its own: a restart begins a new one.
  ///
  /// @param born when the pod was made: a StatefulSet's next pod has the same name
  /// @param number of restarts before it
  public record Life(String pod, Instant born, String container, int number) {
    public static Life of(Pod pod, Container container) {
      return new Life(pod.name(), pod.created(), container.name(), container.restarts());
    }

    public Life before() {
      return new Life(pod, born, container, number - 1);
    }
  }

  public sealed interface ContainerState permits Waiting, Running, Terminated {}

  /// @param reason Kubernetes' own, or {@link #PULLING}
  public record Waiting(String reason, String message) implements ContainerState {
    /// The node pulls its image, which Kubernetes tells of in an event only.
    public static final String PULLING = "Pulling";
  }

  public record Running(Instant since) implements ContainerState {}

  /// @param exitCode 128 + signal when a signal ended it
  public record Terminated(int exitCode, String reason, String message, Instant at)
      implements ContainerState {}

  /// A PersistentVolumeClaim that the service's pods use.
  ///
  /// @param storageClass empty for none
  /// @param volume the name of the one volume that it takes, where it names one
  public record Claim(String name, boolean bound, String storageClass, String volume) {}

  /// A Warning event about one of the service's objects.
  public record Warning(
      String kind, String name, String reason, String message, int count, Instant last) {}
}
