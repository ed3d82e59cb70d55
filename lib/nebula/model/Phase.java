package nebula.model;

/// How far the start of a service has come; each is a segment of the start-up chart.
public enum Phase {
  /// Waits for what it depends on.
  GATE,
  /// Its images are built, pulled on the host or pushed to the registry.
  IMAGE,
  /// Its objects are being sent to the API server.
  APPLY,
  /// Its pods have no node yet (or a volume is being made).
  SCHEDULE,
  /// The node is pulling the image and creating containers.
  CREATE,
  /// Containers run; the rollout or the health check is not through.
  PROBE,
  /// Rollout complete and health check passed.
  DONE
}
