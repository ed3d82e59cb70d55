package nebula.image;

import nebula.model.Cause;
import nebula.model.RegistrySettings;

/// An image cannot be had; the service that needs it fails with this cause.
public final class ImageUnavailable extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Cause cause;
  private final boolean mayPass;

  public ImageUnavailable(Cause cause) {
    this(cause, false);
  }

  private ImageUnavailable(Cause cause, boolean mayPass) {
    super(cause.what());
    this.cause = cause;
    this.mayPass = mayPass;
  }

  /// Because of the network or a registry: what failed now may succeed later, with nothing edited.
  public static ImageUnavailable forNow(Cause cause) {
    return new ImageUnavailable(cause, true);
  }

  static ImageUnavailable noRegistry(String image, RegistrySettings registry) {
    return forNow(
        Cause.of(
            Cause.Kind.IMAGE,
            "the registry at %s, which image %s has to go through, does not answer"
                .formatted(registry.hostAddress(), image),
            "docker logs " + registry.name()));
  }

  static ImageUnavailable notPushed(String image, RegistrySettings registry, String trouble) {
    return forNow(
        Cause.of(
            Cause.Kind.IMAGE,
            "image %s could not be pushed to the registry %s: %s"
                .formatted(image, registry.name(), trouble),
            "docker logs " + registry.name()));
  }

  public Cause cause() {
    return cause;
  }

  public boolean mayPass() {
    return mayPass;
  }

  /// The same, for another thread.
  public ImageUnavailable again() {
    return new ImageUnavailable(cause, mayPass);
  }
}
