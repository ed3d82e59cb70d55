package nebula.config;

import java.util.Optional;
import nebula.model.Position;

/// A value and where it stands, for checks that come when everything is read.
record Located<T>(T value, Position position) {

  static <T> ValueType<Located<T>> type(ValueType<T> type) {
    return new LocatedType<>(type);
  }

  private record LocatedType<T>(ValueType<T> type) implements ValueType<Located<T>> {
    @Override
    public Shape shape() {
      return type.shape();
    }

    @Override
    public Optional<Located<T>> read(Value value) {
      Optional<T> read = type.read(value);
      return read.isEmpty()
          ? Optional.empty()
          : Optional.of(new Located<>(read.get(), value.position()));
    }
  }
}
