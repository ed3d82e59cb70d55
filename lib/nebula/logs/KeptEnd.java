package nebula.logs;

import java.time.Instant;
import java.util.Optional;

/// Up to where a container's lines are kept: what comes after is new.
///
/// @param at of the last line; empty when none is kept, so that all are new
/// @param lines of the container that are of exactly that moment
public record KeptEnd(Optional<Instant> at, int lines) {
  public static final KeptEnd NOTHING = new KeptEnd(Optional.empty(), 0);
}
