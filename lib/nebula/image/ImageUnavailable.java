package nebula.image;

import nebula.model.Cause;

/// An image cannot be had; the service that needs it fails with this cause.
public final class ImageUnavailable extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Cause cause;

  public ImageUnavailable(Cause cause) {
    super(cause.what());
    this.cause = cause;
  }

  public Cause cause() {
    return cause;
  }
}
