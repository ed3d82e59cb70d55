package nebula.event;

/// Masks in a text what stands there as the value of a key that looks secret: `password=open`,
/// `"password":"open"`, `DB_PWD: open`, `--password open`, the password in an address, and what
/// `Authorization:`, `Cookie:` and `Bearer` lead to. So a password is masked that nobody knows to
/// be one, or that is a word like any other elsewhere.
///
/// One pass without patterns, as every log line takes it.
final class KeyedSecrets {
  private static final int LONGEST_KEY = 80;
  private static final char NOTHING = '\0';
  private static final char ESCAPE = '\u001b';

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int copied;

  private KeyedSecrets(String text) {
    this.text = text;
  }

  static String masked(String text) {
    KeyedSecrets pass = new KeyedSecrets(text);
    pass.run();
    return pass.copied == 0 ? text : pass.out.append(text, pass.copied, text.length()).toString();
  }

  private void run() {
    int at = 0;
    while (at < text.length()) {
      if (isStem(at)) {
        at = afterWord(at);
      } else {
        at = text.charAt(at) == ':' && text.startsWith("://", at) ? afterUser(at + 3) : at + 1;
      }
    }
  }

  /// One of these is in every key that looks secret; most lines hold none.
  private boolean isStem(int at) {
    return switch (text.charAt(at)) {
      case 'p', 'P' ->
          is("pass", at)
              || is("pwd", at)
              || is("pat", at) && !Character.isLetter(charAt(at + "pat".length()));
      case 's', 'S' -> is("secret", at) || is("session", at);
      case 't', 'T' -> is("token", at);
      case 'c', 'C' -> is("credential", at) || is("cookie", at);
      case 'a', 'A' -> is("auth", at);
      case 'b', 'B' -> is("bearer", at);
      case 'd', 'D' -> is("dsn", at);
      case 'j', 'J' -> is("jwt", at);
      case 'k', 'K' -> is("key", at);
      default -> false;
    };
  }

  private boolean is(String stem, int at) {
    // The second letter alone tells most words apart, for much less.
    return (charAt(at + 1) | 0x20) == stem.charAt(1)
        && text.regionMatches(true, at, stem, 0, stem.length());
  }

  /// Masks the value that follows the word around the stem, where the word is a key.
  ///
  /// @return where to look on
  private int afterWord(int stem) {
    int start = stem;
    while (start > copied && isOfWord(text.charAt(start - 1))) {
      start--;
    }
    int end = stem;
    while (isOfWord(charAt(end))) {
      end++;
    }
    if (end - start > LONGEST_KEY) {
      return end;
    }
    SecretKey key = SecretKey.of(text.substring(start, end));
    if (key.isBearer() && charAt(end) == ' ' && HeaderValue.isLikelyToken(text, end + 1)) {
      return afterBare(key, end + 1, Masks.MASK);
    }
    int value = key.isSecret() ? valueOf(key, start, end) : end;
    if (value != end && key.isHeader() && charAt(end) == ':') {
      HeaderValue header = HeaderValue.at(text, value, key);
      mask(key, header.from(), header.to(), Masks.MASK);
      return Math.max(end, header.to());
    }
    return value == end ? end : afterValue(key, value, afterQuote(end) > end);
  }

  /// Where the value of a key begins; the key's end when it has none.
  private int valueOf(SecretKey key, int start, int end) {
    int quoted = afterQuote(end);
    int sign = afterBlanks(quoted);
    char next = charAt(sign + 1);
    return switch (charAt(sign)) {
      case '=' -> next == '=' ? end : afterBlanks(next == '>' ? sign + 2 : sign + 1);
      case ':' -> {
        boolean told = quoted == end && next == ' ' && isTold(key, start, sign + 2);
        yield told || next == ':' || text.startsWith("://", sign) ? end : afterBlanks(sign + 1);
      }
      case ',' -> key.isFlag() && quoted > end ? afterBlanks(sign + 1) : end;
      case '-', NOTHING -> end;
      // More than one blank is a list of the flags and what they are for.
      default -> key.isFlag() && sign == end + 1 && charAt(end) == ' ' ? sign : end;
    };
  }

  /// Masks the value.
  ///
  /// @param ofJson that its key is in quotes, so that what stands for it has to be too
  private int afterValue(SecretKey key, int from, boolean ofJson) {
    int open = afterQuote(from);
    if (open > from) {
      int close = closingQuote(open, open - from - 1);
      mask(key, open, close, Masks.MASK);
      return close;
    }
    if ("{[<".indexOf(charAt(from)) >= 0) {
      return from;
    }
    return afterBare(key, from, ofJson ? '"' + Masks.MASK + '"' : Masks.MASK);
  }

  private int afterBare(SecretKey key, int from, String mask) {
    int to = from;
    while (to < text.length() && !endsBare(to)) {
      to++;
    }
    mask(key, from, to, mask);
    return to;
  }

  private void mask(SecretKey key, int from, int to, String mask) {
    if (from < to && !key.isOpen(text.substring(from, to))) {
      replace(from, to, mask);
    }
  }

  /// Masks the password between a user and a host.
  private int afterUser(int from) {
    int colon = -1;
    int host = -1;
    int at = from;
    for (; at < text.length() && "/?#\"'`<> \t\n".indexOf(text.charAt(at)) < 0; at++) {
      char here = text.charAt(at);
      colon = here == ':' && colon < 0 ? at : colon;
      host = here == '@' ? at : host;
    }
    if (colon < 0 || host <= colon + 1 || isReference(text.substring(colon + 1, host))) {
      return from;
    }
    replace(colon + 1, host, Masks.MASK);
    return host;
  }

  private void replace(int from, int to, String with) {
    out.append(text, copied, from).append(with);
    copied = to;
  }

  /// Whether the key is a word of a sentence or the like, and no value follows.
  private boolean isTold(SecretKey key, int start, int value) {
    if (key.isHeader() && HeaderValue.hasItsForm(text, value)) {
      return false;
    }
    return key.isVerdict() || key.isPlainWord() && isAmongWords(start);
  }

  /// Whether a sentence leads to the key, as in `unexpected token: end of file`.
  private boolean isAmongWords(int start) {
    int before = start - 1;
    while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    return before >= 0 && "\n{([,;-".indexOf(text.charAt(before)) < 0;
  }

  /// Behind a quote, which may be escaped, of which there may be none.
  private int afterQuote(int from) {
    int at = from;
    while (charAt(at) == '\\') {
      at++;
    }
    return charAt(at) == '"' || charAt(at) == '\'' ? at + 1 : from;
  }

  /// @param escapes how many backslashes stand before the quote that opened
  private int closingQuote(int open, int escapes) {
    char quote = text.charAt(open - 1);
    int run = 0;
    for (int at = open; at < text.length(); at++) {
      char here = text.charAt(at);
      if (here == quote && (escapes == 0 ? run % 2 == 0 : run <= escapes)) {
        return escapes == 0 ? at : at - run;
      }
      run = here == '\\' ? run + 1 : 0;
    }
    return text.length();
  }

  /// Behind blanks and colours of the same line.
  private int afterBlanks(int from) {
    int at = from;
    while (true) {
      char here = charAt(at);
      if (here == ESCAPE && charAt(at + 1) == '[') {
        at = afterColour(at + 2);
      } else if (here == ' ' || here == '\t') {
        at++;
      } else {
        return at;
      }
    }
  }

  private int afterColour(int from) {
    int at = from;
    while (charAt(at) == ';' || Character.isDigit(charAt(at))) {
      at++;
    }
    return Math.min(at + 1, text.length());
  }

  private boolean endsBare(int at) {
    char here = text.charAt(at);
    return Character.isWhitespace(here)
        || here == ESCAPE
        || ",;&)}]\"'`<>|".indexOf(here) >= 0
        || here == '\\' && afterQuote(at) > at;
  }

  private char charAt(int at) {
    return at < text.length() ? text.charAt(at) : NOTHING;
  }

  private static boolean isOfWord(char here) {
    return here == '_' || here == '-' || here < 128 && Character.isLetterOrDigit(here);
  }

  /// A place from where the value comes, instead of the value.
  static boolean isReference(String value) {
    return value.startsWith("${") || value.startsWith("$(");
  }
}
