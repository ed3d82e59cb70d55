package nebula.health;

/// Takes the few words that matter out of Kubernetes' messages. Without regular expressions: it
/// runs at each change of each service.
final class Extract {
  private static final int READABLE = 200;

  private Extract() {}

  /// The text between the two marks, or empty when one is missing.
  static String between(String text, String before, String after) {
    int start = text.indexOf(before);
    if (start < 0) {
      return "";
    }
    int from = start + before.length();
    int end = text.indexOf(after, from);
    return end < 0 ? "" : text.substring(from, end);
  }

  /// What follows the last occurrence of the mark; the whole text where there is none.
  static String afterLast(String text, String mark) {
    int at = text.lastIndexOf(mark);
    return at < 0 ? text : text.substring(at + mark.length());
  }

  static String after(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(at + mark.length());
  }

  static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  static boolean containsAny(String text, String... parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /// One line that fits a board: the first, without what the container runtime hangs on, cut off.
  static String line(String text) {
    String first = before(text.strip(), "\n").strip();
    if (first.endsWith(": unknown")) {
      first = first.substring(0, first.length() - ": unknown".length());
    }
    if (first.endsWith(".")) {
      first = first.substring(0, first.length() - 1);
    }
    return first.length() <= READABLE ? first : first.substring(0, READABLE - 1) + "…";
  }
}
