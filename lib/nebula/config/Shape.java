package nebula.config;

import java.util.List;

/// The form of a value, as data: the JSON Schema and the reference page are written from it.
sealed interface Shape {
  /// With its article, as a sentence takes it: `a whole number from 1 to 65535`.
  String described();

  /// @param pattern a regular expression for editors; empty where there is none
  record Text(String described, String pattern) implements Shape {}

  record Whole(int least, int most) implements Shape {
    @Override
    public String described() {
      return "a whole number from " + least + " to " + most;
    }
  }

  /// @param values in the order in which they are named
  record Truth(List<Boolean> values) implements Shape {
    @Override
    public String described() {
      return String.join(" or ", values.stream().map(String::valueOf).toList());
    }
  }

  record ListOf(String described, Shape item) implements Shape {}

  record MapOf(String described, List<Key<?>> keys) implements Shape {}

  /// @param name of each entry; the user chooses it
  record NamesTo(String described, Text name, Shape value) implements Shape {}

  record Either(String described, List<Shape> choices) implements Shape {}
}
