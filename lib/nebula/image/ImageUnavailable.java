package nebula.image;

import nebula.model.Cause;
import nebula.model.RegistrySettings;

/// An image cannot be had; the service that needs it fails with this cause.
public final class ImageUnavailable extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Cause cause;

  public ImageUnavailable(Cause cause) {
    super(cause.what());
    this.cause = cause;
  }

  static ImageUnavailable noRegistry(String image, RegistrySettings registry) {
    return new ImageUnavailable(
        Cause.of(
            Cause.Kind.IMAGE,
            "the registry at %s, which image %s has to go through, does not answer"
                .formatted(registry.hostAddress(), image),
            "docker logs " + registry.name()));
  }

  static ImageUnavailable notPushed(String image, RegistrySettings registry, String trouble) {
    return new ImageUnavailable(
        Cause.of(
            Cause.Kind.IMAGE,
            "image %s could not be pushed to the registry %s: %s"
                .formatted(image, registry.name(), trouble),
            "docker logs " + registry.name()));
  }

  public Cause cause() {
    return cause;
  }
}
