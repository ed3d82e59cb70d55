package nebula.rehearsal;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Deletes objects as the API server and its garbage collector do.
final class Deletion {
  private static final String FOREGROUND = "foregroundDeletion";

  /// Seconds that a pod has to end when it does not say so itself.
  private static final int DEFAULT_GRACE = 30;

  private final ObjectStore store;

  Deletion(ObjectStore store) {
    this.store = store;
  }

  /// @param grace seconds, as the request says
  /// @param propagation Background, Foreground or Orphan
  record Wish(Optional<Integer> grace, String propagation) {
    static Wish background() {
      return new Wish(Optional.empty(), "Background");
    }
  }

  /// Deletes the object and what it owns. A pod that runs on a node, and an object with finalizers,
  /// is only marked: it goes when the node or the finalizer's owner says so.
  ///
  /// @return the object as it is after that
  /// @throws StatusError 404 when it is not there
  ObjectNode delete(ObjectKey key, Wish wish) {
    synchronized (store) {
      ObjectNode object =
          store.get(key).orElseThrow(() -> StatusError.notFound(key.type(), key.name()));
      switch (wish.propagation()) {
        case "Orphan" -> orphan(object);
        case "Foreground" -> object = store.update(key, Deletion::withForegroundFinalizer);
        default -> {}
      }
      int grace = graceOf(key, object, wish);
      boolean stays = grace > 0 || !finalizersOf(object).isEmpty();
      if (stays) {
        object = mark(key, grace);
        deleteOwnedBy(object);
        finish(key);
      } else {
        remove(key);
      }
      return store.get(key).orElse(object);
    }
  }

  /// Takes away an object whose deletion was waiting, when nothing holds it any longer.
  void finish(ObjectKey key) {
    synchronized (store) {
      Optional<ObjectNode> there = store.get(key);
      if (there.isEmpty() || !isMarked(there.get())) {
        return;
      }
      ObjectNode object = there.get();
      if (hasFinalizer(object, FOREGROUND) && ownedBy(object).isEmpty()) {
        object = store.update(key, Deletion::withoutForegroundFinalizer);
      }
      boolean running = key.type().kind().equals("Pod") && graceOfMarked(object) > 0;
      if (finalizersOf(object).isEmpty() && !running) {
        remove(key);
      }
    }
  }

  /// Takes the object away at once, then what it owned, then its owners that waited for it.
  void remove(ObjectKey key) {
    synchronized (store) {
      Optional<ObjectNode> object = store.get(key);
      store.remove(key);
      object.ifPresent(gone -> {
        deleteOwnedBy(gone);
        deleteWithin(key);
        owners(gone).forEach(this::finish);
      });
    }
  }

  private void deleteOwnedBy(ObjectNode owner) {
    if (!hasFinalizer(owner, "orphan")) {
      ownedBy(owner).forEach(this::deleteUnlessMarked);
    }
  }

  /// A namespace takes all it holds with it.
  private void deleteWithin(ObjectKey key) {
    if (key.type().kind().equals("Namespace")) {
      store.everything().keySet().stream()
          .filter(inner -> inner.namespace().equals(key.name()))
          .forEach(this::deleteUnlessMarked);
    }
  }

  private void deleteUnlessMarked(ObjectKey key) {
    if (store.get(key).filter(object -> !isMarked(object)).isPresent()) {
      delete(key, Wish.background());
    }
  }

  private ObjectNode mark(ObjectKey key, int grace) {
    return store.update(
        key,
        object -> {
          ObjectNode metadata = Json.child(object, "metadata");
          if (!metadata.has("deletionTimestamp")) {
            String end = store.clock().instant().plusSeconds(grace).toString();
            metadata.put("deletionTimestamp", end.substring(0, 19) + "Z");
          }
          metadata.put("deletionGracePeriodSeconds", grace);
          return object;
        });
  }

  private static int graceOf(ObjectKey key, ObjectNode object, Wish wish) {
    boolean onNode = object.path("spec").has("nodeName");
    if (!key.type().kind().equals("Pod") || !onNode) {
      return 0;
    }
    int own = object.path("spec").path("terminationGracePeriodSeconds").asInt(DEFAULT_GRACE);
    return wish.grace().orElse(own);
  }

  private static int graceOfMarked(ObjectNode object) {
    return object.path("metadata").path("deletionGracePeriodSeconds").asInt(0);
  }

  private void orphan(ObjectNode owner) {
    for (ObjectKey owned : ownedBy(owner)) {
      store.update(
          owned,
          object -> {
            Json.child(object, "metadata").remove("ownerReferences");
            return object;
          });
    }
  }

  private List<ObjectKey> ownedBy(ObjectNode owner) {
    String uid = uid(owner);
    return store.everything().entrySet().stream()
        .filter(entry -> refersTo(entry.getValue(), uid))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private List<ObjectKey> owners(ObjectNode owned) {
    return store.everything().entrySet().stream()
        .filter(entry -> refersTo(owned, uid(entry.getValue())))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private static boolean refersTo(ObjectNode object, String uid) {
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (reference.path("uid").asString("").equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private static String uid(ObjectNode object) {
    return object.path("metadata").path("uid").asString("");
  }

  private static boolean isMarked(ObjectNode object) {
    return object.path("metadata").has("deletionTimestamp");
  }

  private static List<String> finalizersOf(ObjectNode object) {
    return object
        .path("metadata")
        .path("finalizers")
        .valueStream()
        .map(finalizer -> finalizer.asString(""))
        .toList();
  }

  private static boolean hasFinalizer(ObjectNode object, String name) {
    return finalizersOf(object).contains(name);
  }

  private static ObjectNode withForegroundFinalizer(ObjectNode object) {
    if (!hasFinalizer(object, FOREGROUND)) {
      Json.child(object, "metadata").withArray("finalizers").add(FOREGROUND);
    }
    return object;
  }

  private static ObjectNode withoutForegroundFinalizer(ObjectNode object) {
    ArrayNode left = Json.child(object, "metadata").putArray("finalizers");
    finalizersOf(object).stream().filter(name -> !name.equals(FOREGROUND)).forEach(left::add);
    if (left.isEmpty()) {
      Json.child(object, "metadata").remove("finalizers");
    }
    return object;
  }
}
