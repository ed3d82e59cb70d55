package nebula.config;

import java.util.Optional;

/// A key of a map in one of the project's files: the one place that reader, schema and reference
/// page know it from.
///
/// @param doc a sentence for the reference page and for editors
/// @param fallback what holds when the key is not there
/// @param otherwise how a fallback is told that depends on other things; empty where there is none
record Key<T>(
    String name,
    ValueType<T> type,
    String doc,
    Optional<T> fallback,
    String otherwise,
    boolean required) {

  static <T> Key<T> required(String name, ValueType<T> type, String doc) {
    return new Key<>(name, type, doc, Optional.empty(), "", true);
  }

  static <T> Key<T> optional(String name, ValueType<T> type, String doc) {
    return new Key<>(name, type, doc, Optional.empty(), "", false);
  }

  /// This key with a value that holds when it is left out.
  Key<T> or(T value) {
    return new Key<>(name, type, doc, Optional.of(value), "", required);
  }

  /// This key with the words for a default that depends on other things.
  Key<T> otherwise(String words) {
    return new Key<>(name, type, doc, fallback, words, required);
  }
}
