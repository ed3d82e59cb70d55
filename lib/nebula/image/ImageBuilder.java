package nebula.image;

import java.util.Optional;
import nebula.model.Build;

/// Builds images and brings them to the registry. Safe for use by many threads.
public interface ImageBuilder {

  /// Returns at once, without asking Docker, when nothing of the build changed since the last time
  /// and the registry still has it. A failed build leaves the images as they were.
  ///
  /// @throws ImageUnavailable with the failing step, its last lines and its place in the Dockerfile
  /// @throws InterruptedException when this thread is interrupted; nothing builds any more then
  BuiltImage build(Build build) throws InterruptedException, ImageUnavailable;

  /// The image of the last build, when nothing that it was built from has changed since and the
  /// registry has it; builds nothing.
  Optional<BuiltImage> unchanged(Build build) throws InterruptedException;

  /// As {@link #build}, and asks Docker whatever is known: for a person who says so, and after a
  /// base image changed.
  BuiltImage rebuild(Build build) throws InterruptedException, ImageUnavailable;
}
