package nebula.config;

import java.util.Optional;

/// What a key's value may be: how it is read, and how it is described to people and editors.
interface ValueType<T> {
  Shape shape();

  /// Empty when a problem was added.
  Optional<T> read(Value value);
}
