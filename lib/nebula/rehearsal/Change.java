package nebula.rehearsal;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One step of the store.
///
/// @param version the resourceVersion of the step
/// @param before empty when the object is new
/// @param after empty when the object is gone
/// @param last the object as it is now or was at its end, with the step's resourceVersion
record Change(
    long version,
    ObjectKey key,
    Optional<ObjectNode> before,
    Optional<ObjectNode> after,
    ObjectNode last) {}
