package nebula.image;

/// Brings images to where the nodes of the cluster find them.
public interface ImageSource {

  /// Says that the image will be asked for. What is announced first is needed first.
  ///
  /// @param image as in a manifest
  default void announce(String image) {}

  /// Returns when the image is there. Pulls it to this machine first where it is not; progress goes
  /// to the event bus.
  ///
  /// @param image as in a manifest, such as `postgres:16-alpine`
  /// @throws ImageUnavailable when the image cannot be had, with the registry's own message
  void provide(String image) throws InterruptedException, ImageUnavailable;

  /// Returns when none of the images that were asked for is being sent, or waits for its turn.
  default void awaitSent() throws InterruptedException {}
}
