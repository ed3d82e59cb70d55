package nebula.logs;

/// Lines such as `level=info msg="it is up" n=1`.
final class Logfmt {
  private Logfmt() {}

  /// Whether the line has the field; what looks like one inside quotes is none.
  static boolean has(String line, String name, String value) {
    int at = 0;
    while (at < line.length()) {
      int end = endOfWord(line, at);
      int equals = line.indexOf('=', at);
      if (equals >= 0 && equals < end) {
        end = endOfValue(line, equals + 1);
        boolean named = equals - at == name.length() && line.startsWith(name, at);
        if (named && value(line.substring(equals + 1, end)).equals(value)) {
          return true;
        }
      }
      at = Math.max(end, at + 1);
    }
    return false;
  }

  private static int endOfWord(String line, int from) {
    int end = from;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int endOfValue(String line, int from) {
    if (line.startsWith("\"", from)) {
      int end = Quoted.end(line, from);
      if (end < line.length()) {
        return end + 1;
      }
    }
    return endOfWord(line, from);
  }

  private static String value(String written) {
    boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
    return quoted ? FieldSearch.unquoted(written) : written;
  }
}
