package nebula.health;

import java.time.Instant;

/// A container that ended, whose last lines are wanted; a new one for each time it ends.
///
/// @param previous whether the lines are of the life before the present one
/// @param ended when it ended
public record ContainerRef(String pod, String container, boolean previous, Instant ended) {}
