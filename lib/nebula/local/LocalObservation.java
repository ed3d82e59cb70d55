package nebula.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.Observation;
import nebula.model.Observation.Container;
import nebula.model.Observation.ContainerState;
import nebula.model.Observation.Pod;

/// A local process in the form in which Kubernetes shows a pod, so that one diagnosis judges both:
/// its health check is asked while it runs, and an answer from before its last start counts for
/// nothing.
public final class LocalObservation {
  private LocalObservation() {}

  public static Observation running(String service, Instant since, int restarts) {
    return of(service, since, restarts, new Observation.Running(since), true);
  }

  /// Between a crash and the next start; the crash's cause is not in it.
  public static Observation down(String service, Instant since, int restarts) {
    return of(service, since, restarts, new Observation.Waiting("", ""), false);
  }

  private static Observation of(
      String service, Instant since, int restarts, ContainerState state, boolean runs) {
    Container container =
        new Container(service, "", false, runs, runs, restarts, state, Optional.empty());
    Pod pod = new Pod(service, runs, true, false, since, Optional.empty(), List.of(container));
    return new Observation(List.of(), List.of(pod), List.of(), List.of());
  }
}
