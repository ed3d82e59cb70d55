package nebula.kube;

import nebula.model.Cause;

/// The API server did not take an object; the service fails with this cause.
public final class ApplyRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Cause cause;

  public ApplyRefused(Cause cause) {
    super(cause.what());
    this.cause = cause;
  }

  public Cause cause() {
    return cause;
  }
}
