package nebula.event;

import java.util.List;

/// Where in a text the secret of a header of HTTP stands, as in `Authorization: Basic …` and
/// `Cookie: a=…; b=…`.
record HeaderValue(int from, int to) {
  private static final List<String> SCHEMES =
      List.of("bearer ", "basic ", "digest ", "negotiate ", "token ", "apikey ");

  /// Shorter ones, and words of letters alone, are those of a sentence: `bearer token missing`.
  private static final int SHORTEST_TOKEN = 8;

  private static final int SHORTEST_WITHOUT_DIGIT = 24;

  static HeaderValue at(String text, int start, SecretKey key) {
    // Go prints a header as a list of its values.
    int open = text.startsWith("[", start) ? start + 1 : start;
    int from = open + scheme(text, open);
    boolean words = key.word().endsWith("cookie") || from > open && !isOneWord(text, open);
    int to = from;
    while (to < text.length() && "\n\r\"'`\\\u001b".indexOf(text.charAt(to)) < 0) {
      if (!words && (text.charAt(to) == ' ' || ",)]}".indexOf(text.charAt(to)) >= 0)) {
        break;
      }
      to++;
    }
    return new HeaderValue(from, to);
  }

  /// Whether it begins like such a header, whatever stands before.
  static boolean hasItsForm(String text, int start) {
    int at = start;
    while (at < text.length() && isOfToken(text.charAt(at)) && text.charAt(at) != '=') {
      at++;
    }
    return scheme(text, start) > 0 || at > start && at < text.length() && text.charAt(at) == '=';
  }

  /// @param start behind `Bearer `
  static boolean isLikelyToken(String text, int start) {
    boolean digit = false;
    int at = start;
    for (; at < text.length() && isOfToken(text.charAt(at)); at++) {
      digit |= Character.isDigit(text.charAt(at));
    }
    return at - start >= (digit ? SHORTEST_TOKEN : SHORTEST_WITHOUT_DIGIT);
  }

  /// How long the scheme is; 0 when there is none.
  private static int scheme(String text, int start) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    return 0;
  }

  /// All but `Digest`, which is a list.
  private static boolean isOneWord(String text, int start) {
    return !text.regionMatches(true, start, "digest ", 0, "digest ".length());
  }

  private static boolean isOfToken(char here) {
    return here < 128 && Character.isLetterOrDigit(here) || "._~+/=-".indexOf(here) >= 0;
  }
}
