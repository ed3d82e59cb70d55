package nebula.rehearsal;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The objects of the cluster. What is handed out is shared: copy it before changing it. All
/// methods may be called from any thread; listeners are told in order and must not block.
final class ObjectStore {
  /// Steps that are kept for watches that come back.
  private static final int REMEMBERED = 5000;

  private final InstantSource clock;
  private final Map<ObjectKey, ObjectNode> objects = new LinkedHashMap<>();
  private final Deque<Change> history = new ArrayDeque<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private long version = 1;

  ObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  /// Now, in the whole seconds that Kubernetes writes.
  String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  synchronized long version() {
    return version;
  }

  synchronized Optional<ObjectNode> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  /// @param namespace empty for all
  synchronized List<ObjectNode> list(
      ResourceType type, String namespace, Predicate<JsonNode> selector) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().type().equals(type))
        .filter(entry -> namespace.isEmpty() || entry.getKey().namespace().equals(namespace))
        .map(Map.Entry::getValue)
        .filter(selector)
        .toList();
  }

  synchronized Map<ObjectKey, ObjectNode> everything() {
    return new LinkedHashMap<>(objects);
  }

  /// Keeps a new object and gives it uid, version, generation and time of creation.
  ///
  /// @throws StatusError 409 when there is one of that name
  synchronized ObjectNode create(ResourceType type, ObjectNode object) {
    ObjectNode fresh = object.deepCopy();
    ObjectNode metadata = Json.child(fresh, "metadata");
    if (!metadata.has("name") && metadata.has("generateName")) {
      metadata.put("name", metadata.get("generateName").asString() + suffix());
    }
    ObjectKey key = ObjectKey.of(type, fresh);
    if (objects.containsKey(key)) {
      throw StatusError.alreadyExists(type, key.name());
    }
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", now());
    if (fresh.has("spec")) {
      metadata.put("generation", 1);
    }
    return keep(key, Optional.empty(), fresh);
  }

  /// Changes the object; nothing happens when it stays equal.
  ///
  /// @param change gets a copy that it may change and return
  /// @throws StatusError 404 when it is not there
  synchronized ObjectNode update(ObjectKey key, UnaryOperator<ObjectNode> change) {
    ObjectNode before = objects.get(key);
    if (before == null) {
      throw StatusError.notFound(key.type(), key.name());
    }
    ObjectNode after = change.apply(before.deepCopy());
    if (after.equals(before)) {
      return before;
    }
    ObjectNode metadata = Json.child(after, "metadata");
    if (after.has("spec") && !after.path("spec").equals(before.path("spec"))) {
      metadata.put("generation", metadata.path("generation").asInt(0) + 1);
    }
    return keep(key, Optional.of(before), after);
  }

  /// Takes the object away at once.
  synchronized void remove(ObjectKey key) {
    ObjectNode before = objects.remove(key);
    if (before != null) {
      ObjectNode last = stamped(before.deepCopy());
      tell(new Change(version, key, Optional.of(before), Optional.empty(), last));
    }
  }

  /// The steps after a version, and from now on each new one, to the listener. After version 0
  /// these are not the steps, but all objects as they are.
  ///
  /// @throws StatusError 410 when the version is not one of this store, or too long ago
  synchronized void listen(long after, Consumer<Change> listener) {
    if (after == 0) {
      objects.forEach((key, object) -> listener.accept(found(key, object)));
    } else {
      long oldest = history.isEmpty() ? version : history.getFirst().version() - 1;
      if (after > version || after < oldest) {
        throw StatusError.expired(after, oldest);
      }
      history.stream().filter(change -> change.version() > after).forEach(listener);
    }
    listeners.add(listener);
  }

  private Change found(ObjectKey key, ObjectNode object) {
    return new Change(version, key, Optional.empty(), Optional.of(object), object);
  }

  void ignore(Consumer<Change> listener) {
    listeners.remove(listener);
  }

  /// Five letters and digits as Kubernetes makes names of pods unique, without vowels.
  String suffix() {
    String alphabet = "bcdfghjklmnpqrstvwxz2456789";
    StringBuilder suffix = new StringBuilder();
    for (int index = 0; index < 5; index++) {
      suffix.append(alphabet.charAt(ThreadLocalRandom.current().nextInt(alphabet.length())));
    }
    return suffix.toString();
  }

  private ObjectNode keep(ObjectKey key, Optional<ObjectNode> before, ObjectNode after) {
    ObjectNode kept = stamped(after);
    objects.put(key, kept);
    tell(new Change(version, key, before, Optional.of(kept), kept));
    return kept;
  }

  private ObjectNode stamped(ObjectNode object) {
    version++;
    Json.child(object, "metadata").put("resourceVersion", Long.toString(version));
    return object;
  }

  private void tell(Change change) {
    history.addLast(change);
    if (history.size() > REMEMBERED) {
      history.removeFirst();
    }
    listeners.forEach(listener -> listener.accept(change));
  }
}
