package nebula.rehearsal;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Refuses objects before they are stored, as a webhook or the server's own checks would.
public interface Admission {

  /// The reason in the server's words, such as `spec.replicas: Invalid value: -1: must be greater
  /// than or equal to 0`; empty when the object may be stored.
  Optional<String> refuse(JsonNode object);
}
