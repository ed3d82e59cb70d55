package nebula.rehearsal;

import tools.jackson.databind.JsonNode;

/// Where an object is kept; the namespace is empty for types that have none.
record ObjectKey(ResourceType type, String namespace, String name) {

  static ObjectKey of(ResourceType type, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    String namespace = type.namespaced() ? metadata.path("namespace").asString("") : "";
    return new ObjectKey(type, namespace, metadata.path("name").asString(""));
  }
}
