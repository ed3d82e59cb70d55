package nebula.logs;

/// A text between quotes, in JSON and in logfmt.
final class Quoted {
  private Quoted() {}

  /// Where the quote stands that ends it; the text's length when there is none.
  ///
  /// @param from where the quote stands that begins it
  static int end(String text, int from) {
    int end = text.indexOf('"', from + 1);
    while (end >= 0) {
      int slashes = 0;
      while (text.charAt(end - 1 - slashes) == '\\') {
        slashes++;
      }
      if (slashes % 2 == 0) {
        return end;
      }
      end = text.indexOf('"', end + 1);
    }
    return text.length();
  }
}
