package nebula.bench;

import java.util.Locale;

/// What a figure counts, and how many digits of it mean something.
enum Unit {
  SECONDS("s", "%.2f"),
  MILLISECONDS("ms", "%.0f"),
  /// Of 1,000,000 bytes.
  MEGABYTES("MB", "%.0f"),
  /// Of 1,000 bytes.
  KILOBYTES("kB", "%.0f"),
  /// Of one processor's time.
  PERCENT("%", "%.2f"),
  LINES("lines", "%.0f");

  private final String sign;
  private final String digits;

  Unit(String sign, String digits) {
    this.sign = sign;
    this.digits = digits;
  }

  String sign() {
    return sign;
  }

  String text(double value) {
    return number(value) + " " + sign;
  }

  String number(double value) {
    return String.format(Locale.ROOT, digits, value);
  }
}
