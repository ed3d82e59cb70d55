package nebula.logs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How many lines a query finds.
///
/// @param lines of the services, all of them
/// @param levels of the lines found, by word; those without one are under `none`
/// @param services how many of each were found
/// @param complete whether the search came to its end in time
public record LogSummary(
    long lines,
    long matches,
    Map<String, Long> levels,
    Map<String, Long> services,
    Optional<Instant> first,
    Optional<Instant> last,
    boolean complete) {}
