package nebula.model;

import java.time.Instant;

/// The last answer of a service's health checks, taken together.
///
/// @param answer what was asked and what came back, such as `GET /version answered 503`
public record ProbeResult(boolean passed, String answer, Instant at) {}
