package nebula.bench;

/// What a figure must not exceed.
sealed interface Limit {

  /// A value of the figure's unit.
  record Below(double value) implements Limit {}

  /// A multiple of something that was measured beside it.
  ///
  /// @param of what that is, in words
  record Times(double factor, String of) implements Limit {}
}
