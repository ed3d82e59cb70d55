package nebula.rehearsal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What everything that plays the cluster's part works with.
///
/// @param imagesOfNode that it need not pull any more; grows
record Stage(
    ObjectStore store,
    ResourceTypes types,
    Deletion deletion,
    LogBook logs,
    Timeline timeline,
    EventWriter events,
    List<Fault> faults,
    Set<String> imagesOfNode) {

  /// The node's name, as k3d would give it.
  static final String NODE = "k3d-rehearsal-server-0";

  boolean has(Fault.Kind kind, JsonNode object) {
    return Fault.among(faults, kind, object);
  }

  Optional<ObjectNode> get(String kind, String namespace, String name) {
    return store.get(new ObjectKey(types.known(kind), namespace, name));
  }

  /// The objects of a kind that this one controls and that are not being deleted.
  List<ObjectNode> ownedBy(JsonNode owner, String kind) {
    String uid = owner.path("metadata").path("uid").asString("");
    String namespace = owner.path("metadata").path("namespace").asString("");
    return store.list(
        types.known(kind),
        namespace,
        object ->
            object
                    .path("metadata")
                    .path("ownerReferences")
                    .path(0)
                    .path("uid")
                    .asString("")
                    .equals(uid)
                && !object.path("metadata").has("deletionTimestamp"));
  }

  /// Makes a new object that the owner controls.
  ObjectNode create(String kind, JsonNode owner, ObjectNode object) {
    ResourceType type = types.known(kind);
    object.put("apiVersion", type.apiVersion()).put("kind", kind);
    ObjectNode metadata = Json.child(object, "metadata");
    metadata.put("namespace", owner.path("metadata").path("namespace").asString(""));
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", owner.path("apiVersion").asString(""))
        .put("kind", owner.path("kind").asString(""))
        .put("name", owner.path("metadata").path("name").asString(""))
        .put("uid", owner.path("metadata").path("uid").asString(""))
        .put("controller", true)
        .put("blockOwnerDeletion", true);
    return store.create(type, object);
  }

  void setStatus(ObjectKey key, ObjectNode status) {
    if (store.get(key).isPresent()) {
      store.update(
          key,
          object -> {
            object.set("status", status);
            return object;
          });
    }
  }

  void delete(String kind, JsonNode object) {
    deletion.delete(ObjectKey.of(types.known(kind), object), Deletion.Wish.background());
  }
}
