package nebula.config;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A whole number in plain decimal digits: no sign, no leading zero, no quotes.
record WholeType(int least, int most) implements ValueType<Integer> {
  private static final int SAFE_DIGITS = 9;

  static WholeType port() {
    return new WholeType(1, 65_535);
  }

  @Override
  public Shape.Whole shape() {
    return new Shape.Whole(least, most);
  }

  @Override
  public Optional<Integer> read(Value value) {
    Optional<Integer> number =
        value.node() instanceof ScalarNode scalar && scalar.isPlain()
            ? of(scalar.getValue())
            : Optional.empty();
    if (number.isEmpty()) {
      value.mustBe(shape().described());
    }
    return number;
  }

  /// Empty when the text is no such number.
  Optional<Integer> of(String text) {
    if (!isPlain(text)) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number >= least && number <= most ? Optional.of(number) : Optional.empty();
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.length() > SAFE_DIGITS) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return text.length() == 1 || text.charAt(0) != '0';
  }
}
