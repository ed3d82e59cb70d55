package nebula.model;

/// The five words for a service.
public enum State {
  STARTING,
  HEALTHY,
  FAILING,
  STOPPED,
  SKIPPED;

  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
