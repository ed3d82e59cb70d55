package nebula.rehearsal;

import io.fabric8.zjsonpatch.JsonPatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the verbs do to the store.
final class ObjectRequests {
  private final ObjectStore store;
  private final ResourceTypes types;
  private final Deletion deletion;
  private final InstantSource clock;
  private final List<Admission> admissions = new CopyOnWriteArrayList<>();

  ObjectRequests(ObjectStore store, ResourceTypes types, Deletion deletion, InstantSource clock) {
    this.store = store;
    this.types = types;
    this.deletion = deletion;
    this.clock = clock;
  }

  /// An object and the status code that goes with it.
  record Stored(int code, ObjectNode object) {}

  void admit(Admission admission) {
    admissions.add(admission);
  }

  ObjectNode get(ResourcePath path) {
    ObjectKey key = path.key();
    return store.get(key).orElseThrow(() -> StatusError.notFound(key.type(), key.name()));
  }

  ObjectNode list(ResourcePath path, Query query) {
    ObjectNode list = Json.empty();
    list.put("kind", path.type().kind() + "List").put("apiVersion", path.type().apiVersion());
    synchronized (store) {
      list.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
      ArrayNode items = list.putArray("items");
      store.list(path.type(), path.namespace(), query.selector()).forEach(items::add);
    }
    return list;
  }

  Stored create(ResourcePath path, ObjectNode body, String manager) {
    ObjectNode object = addressed(path, body);
    object.remove("status");
    if (!manager.isEmpty()) {
      ManagedFields.of(object)
          .withUpdated(manager, Json.empty(), object, clock.instant())
          .into(object);
    }
    return new Stored(201, add(path.type(), object));
  }

  Stored replace(ResourcePath path, ObjectNode body, String manager) {
    ObjectNode wanted = addressed(path, body);
    String version = body.path("metadata").path("resourceVersion").asString("");
    return new Stored(200, update(path, version, manager, _ -> wanted.deepCopy()));
  }

  Stored merge(ResourcePath path, ObjectNode patch, String manager) {
    String version = patch.path("metadata").path("resourceVersion").asString("");
    ObjectNode object = update(path, version, manager, stored -> MergePatch.apply(stored, patch));
    return new Stored(200, object);
  }

  /// @param operations a JSON patch (RFC 6902)
  Stored edit(ResourcePath path, ArrayNode operations, String manager) {
    ObjectNode object =
        update(
            path,
            "",
            manager,
            stored -> (ObjectNode) JsonPatch.apply(operations, stored.deepCopy()));
    return new Stored(200, object);
  }

  Stored apply(ResourcePath path, ObjectNode body, Query query) {
    String manager =
        query
            .text("fieldManager")
            .orElseThrow(() ->
                StatusError.badRequest(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value:"
                        + " is required for apply patch"));
    ServerSideApply apply = new ServerSideApply(manager, query.flag("force"), clock.instant());
    ObjectNode applied = addressed(path, body);
    ObjectKey key = path.key();
    synchronized (store) {
      if (store.get(key).isEmpty()) {
        ObjectNode fresh = apply.apply(Json.empty(), applied);
        fresh.put("apiVersion", key.type().apiVersion()).put("kind", key.type().kind());
        return new Stored(201, add(key.type(), fresh));
      }
      ObjectNode after =
          store.update(key, stored -> checked(path.type(), stored, apply.apply(stored, applied)));
      deletion.finish(key);
      return new Stored(200, after);
    }
  }

  ObjectNode delete(ResourcePath path, Deletion.Wish wish) {
    ObjectNode object = deletion.delete(path.key(), wish);
    ObjectNode status = Json.empty().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    status
        .putObject("details")
        .put("name", path.key().name())
        .put("group", path.type().group())
        .put("kind", path.type().plural())
        .put("uid", object.path("metadata").path("uid").asString(""));
    return store.get(path.key()).isPresent() ? object : status;
  }

  ObjectNode deleteAll(ResourcePath path, Query query, Deletion.Wish wish) {
    ObjectNode list = list(path, query);
    for (var item : list.path("items")) {
      ObjectKey key = ObjectKey.of(path.type(), item);
      if (store.get(key).isPresent()) {
        deletion.delete(key, wish);
      }
    }
    return list;
  }

  /// The `autoscaling/v1` view of a workload; a body changes its replicas.
  ObjectNode scale(ResourcePath path, Optional<ObjectNode> body) {
    ObjectNode workload =
        body.isEmpty()
            ? get(path)
            : store.update(
                path.key(),
                stored -> {
                  int replicas = body.get().path("spec").path("replicas").asInt(0);
                  Json.child(stored, "spec").put("replicas", replicas);
                  return stored;
                });
    ObjectNode scale = Json.empty().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String name : List.of("name", "namespace", "uid", "resourceVersion")) {
      metadata.set(name, workload.path("metadata").path(name));
    }
    int wanted = workload.path("spec").path("replicas").asInt(1);
    scale.putObject("spec").put("replicas", wanted);
    int there = workload.path("status").path("replicas").asInt(0);
    scale.putObject("status").put("replicas", there);
    return scale;
  }

  private ObjectNode add(ResourceType type, ObjectNode object) {
    Defaults.fill(type, object);
    Validation.ofNew(type, object);
    askAdmissions(type, object);
    ensureNamespace(object);
    ObjectNode stored = store.create(type, object);
    if (type.kind().equals("CustomResourceDefinition")) {
      types.define(stored);
      return store.update(ObjectKey.of(type, stored), ObjectRequests::established);
    }
    return stored;
  }

  private static ObjectNode established(ObjectNode definition) {
    Json.child(definition, "status")
        .putArray("conditions")
        .addObject()
        .put("type", "Established")
        .put("status", "True");
    return definition;
  }

  private interface Edit {
    ObjectNode of(ObjectNode stored);
  }

  private ObjectNode update(ResourcePath path, String version, String manager, Edit edit) {
    ObjectKey key = path.key();
    boolean ofStatus = path.subresource().filter("status"::equals).isPresent();
    ObjectNode after =
        store.update(
            key,
            stored -> {
              String present = stored.path("metadata").path("resourceVersion").asString("");
              if (!version.isEmpty() && !version.equals(present)) {
                throw StatusError.modified(key.type(), key.name());
              }
              ObjectNode wanted = edit.of(stored);
              if (ofStatus) {
                return withStatus(stored.deepCopy(), wanted);
              }
              keepServerFields(stored, wanted);
              ManagedFields.of(stored)
                  .withUpdated(manager, stored, wanted, clock.instant())
                  .into(wanted);
              return checked(path.type(), stored, withStatus(wanted, stored));
            });
    deletion.finish(key);
    return after;
  }

  private ObjectNode checked(ResourceType type, ObjectNode before, ObjectNode after) {
    Defaults.fill(type, after);
    Validation.ofChange(type, before, after);
    askAdmissions(type, after);
    return after;
  }

  private static ObjectNode withStatus(ObjectNode into, ObjectNode from) {
    into.remove("status");
    if (from.has("status")) {
      into.set("status", from.get("status"));
    }
    return into;
  }

  private static void keepServerFields(ObjectNode stored, ObjectNode wanted) {
    ObjectNode metadata = Json.child(wanted, "metadata");
    for (String name :
        List.of(
            "uid",
            "creationTimestamp",
            "generation",
            "resourceVersion",
            "deletionTimestamp",
            "deletionGracePeriodSeconds")) {
      metadata.remove(name);
      if (stored.path("metadata").has(name)) {
        metadata.set(name, stored.path("metadata").get(name));
      }
    }
  }

  private void askAdmissions(ResourceType type, ObjectNode object) {
    List<StatusError.Invalid> wrong = new ArrayList<>();
    for (Admission admission : admissions) {
      Optional<String> refusal = admission.refuse(object);
      if (refusal.isPresent()) {
        String[] sides = refusal.get().split(": ", 2);
        wrong.add(new StatusError.Invalid("FieldValueInvalid", sides[0], sides[sides.length - 1]));
      }
    }
    if (!wrong.isEmpty()) {
      String name = object.path("metadata").path("name").asString("");
      throw StatusError.invalid(type, name, wrong);
    }
  }

  private void ensureNamespace(ObjectNode object) {
    String namespace = object.path("metadata").path("namespace").asString("");
    ResourceType type = types.known("Namespace");
    ObjectKey key = new ObjectKey(type, "", namespace);
    synchronized (store) {
      if (!namespace.isEmpty() && store.get(key).isEmpty()) {
        ObjectNode made = Json.empty().put("apiVersion", "v1").put("kind", "Namespace");
        made.putObject("metadata").put("name", namespace);
        made.putObject("status").put("phase", "Active");
        store.create(type, made);
      }
    }
  }

  /// The body with the path's namespace and name, and its type.
  private static ObjectNode addressed(ResourcePath path, ObjectNode body) {
    ObjectNode object = body.deepCopy();
    object.put("apiVersion", path.type().apiVersion()).put("kind", path.type().kind());
    ObjectNode metadata = Json.child(object, "metadata");
    if (path.type().namespaced()) {
      metadata.put("namespace", path.namespace());
    }
    path.name().ifPresent(name -> metadata.put("name", name));
    return object;
  }
}
