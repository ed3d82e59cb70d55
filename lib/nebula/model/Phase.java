package nebula.model;

/// How far the start of a service has come, in order; each is a segment of the start-up chart. The
/// first three can also be under way while it waits for its gate.
public enum Phase {
  /// Docker on this machine fetches its image from where it was published.
  FETCH,
  /// Its image is built.
  BUILD,
  /// Its image is pushed to the cluster's registry, or waits for its turn.
  PUSH,
  /// Waits for what it depends on.
  GATE,
  /// Its objects are sent, and its pods have no node yet (or a volume is being made).
  SCHEDULE,
  /// The node pulls its image, which it did not have.
  PULL,
  /// Its containers are being made, or its process is.
  START,
  /// Containers run; the rollout or the health check is not through.
  PROBE,
  /// Rollout complete and health check passed.
  DONE;

  /// Whether it is about the image before the cluster has anything of it.
  public boolean isOfImage() {
    return compareTo(GATE) < 0;
  }
}
