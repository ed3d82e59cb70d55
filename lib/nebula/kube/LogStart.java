package nebula.kube;

import java.time.Instant;
import java.util.Optional;

/// Where the reading of a container's log begins.
///
/// @param since lines before it are not given, by the clock of the node, which wrote it
/// @param known so many lines of exactly that moment are not given either
/// @param previous whether what the container's previous life wrote comes first
/// @param most lines of each life that there are when it begins; of more, the newest are given
public record LogStart(Optional<Instant> since, int known, boolean previous, int most) {

  /// With all that this life of the container has written.
  public static LogStart withAll() {
    return since(Optional.empty());
  }

  public static LogStart since(Optional<Instant> since) {
    return new LogStart(since, 0, false, Integer.MAX_VALUE);
  }
}
