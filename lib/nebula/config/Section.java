package nebula.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nebula.model.Position;

/// A map that was read by its list of keys.
///
/// Keys are compared by identity: there is one of each, and the hash of a record of records costs a
/// start several milliseconds.
///
/// @param broken keys that are there and about which a problem was added
record Section(
    Value value, Map<Key<?>, Object> read, Map<Key<?>, Position> places, Set<Key<?>> broken) {

  /// To be filled.
  static Section empty(Value value) {
    return new Section(
        value,
        new IdentityHashMap<>(),
        new IdentityHashMap<>(),
        Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /// A map that is not there: every key has its default, and nobody asks for its place.
  static Section absent() {
    return new Section(null, Map.of(), Map.of(), Set.of());
  }

  boolean has(Key<?> key) {
    return places.containsKey(key);
  }

  boolean isBroken(Key<?> key) {
    return broken.contains(key);
  }

  /// What was read, else the key's fallback if it has one.
  @SuppressWarnings("unchecked") // MapType puts under a key only what the key's own type read
  <T> Optional<T> get(Key<T> key) {
    Object present = read.get(key);
    return present == null ? key.fallback() : Optional.of((T) present);
  }

  /// Where the key's value stands; the place of the map itself when the key is not there.
  Position at(Key<?> key) {
    Position place = places.get(key);
    return place == null ? value.position() : place;
  }

  void problem(Key<?> key, String what, String mend) {
    value.source().problems().add(at(key), what, mend);
  }
}
