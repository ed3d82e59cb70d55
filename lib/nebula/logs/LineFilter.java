package nebula.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

/// Says whether a line is wanted, by its bytes as far as that goes. Not for more than one thread.
final class LineFilter {
  private static final byte ESCAPE = 0x1b;

  private final boolean[] signs = new boolean[128];
  private final LogQuery query;
  private final byte[] needle;
  private final boolean foldCase;
  private final Matcher matcher;
  private final List<FieldSearch> fields;
  private final Patience patience;

  /// @param patience asked during long expressions
  LineFilter(LogQuery query, Patience patience) {
    this.query = query;
    this.patience = patience;
    this.fields = query.fields().stream().map(FieldSearch::new).toList();
    allowSigns();
    TextMatch match = query.text().orElse(null);
    boolean bytes =
        match instanceof TextMatch.Plain plain && (plain.caseMatters() || plain.ascii());
    this.needle = bytes ? ((TextMatch.Plain) match).bytes() : null;
    this.foldCase = bytes && !((TextMatch.Plain) match).caseMatters();
    if (foldCase) {
      for (int at = 0; at < needle.length; at++) {
        needle[at] = lower(needle[at]);
      }
    }
    this.matcher =
        switch (match) {
          case TextMatch.Expression(var pattern) -> pattern.matcher("");
          case TextMatch.Plain plain when !bytes -> plain.pattern().matcher("");
          case null, default -> null;
        };
  }

  private void allowSigns() {
    boolean lines = query.kind() != LogQuery.Kind.MARKER;
    boolean markers = query.kind() != LogQuery.Kind.LINE && query.levels().isEmpty();
    for (Level level : Level.values()) {
      signs[level.sign()] =
          lines && (query.levels().isEmpty() || query.levels().contains(level.word()));
    }
    signs[LineFormat.NO_LEVEL] =
        lines && (query.levels().isEmpty() || query.levels().contains("none"));
    signs[LineFormat.MARKER] = markers;
  }

  /// @param to before the line's end
  boolean wants(byte[] bytes, int from, int to) {
    if (to - from <= LineFormat.SOURCE) {
      return false;
    }
    byte sign = bytes[from + LineFormat.SIGN];
    if (sign < 0 || !signs[sign]) {
      return false;
    }
    return (needle == null && matcher == null && fields.isEmpty())
        || wantsText(bytes, LineFormat.text(bytes, from, to), to);
  }

  private boolean wantsText(byte[] bytes, int from, int to) {
    byte[] text = bytes;
    int begin = from;
    int end = to;
    if (has(bytes, from, to, ESCAPE)) {
      text = CleanText.plain(string(bytes, from, to)).getBytes(StandardCharsets.UTF_8);
      begin = 0;
      end = text.length;
    }
    if (needle != null && !contains(text, begin, end, needle, foldCase)) {
      return false;
    }
    if (matcher != null && !finds(string(text, begin, end))) {
      return false;
    }
    return fields.isEmpty() || hasFields(text, begin, end);
  }

  /// Java's expressions go deeper with each repetition of a group, such as `(.|\s)*`: a long line
  /// is then too much for the stack. The other lines can still be searched.
  private boolean finds(String text) {
    try {
      return matcher.reset(patience.over(text)).find();
    } catch (StackOverflowError tooLong) {
      patience.passOver();
      return false;
    }
  }

  private boolean hasFields(byte[] text, int begin, int end) {
    String line = null;
    // Of what is escaped, the bytes say nothing.
    boolean plain = !has(text, begin, end, (byte) '\\');
    for (FieldSearch field : fields) {
      if (plain && !field.mayBeIn(text, begin, end)) {
        return false;
      }
      line = line == null ? string(text, begin, end) : line;
      if (!field.matches(line)) {
        return false;
      }
    }
    return true;
  }

  static boolean contains(byte[] text, int from, int to, byte[] wanted, boolean foldCase) {
    if (wanted.length == 0) {
      return true;
    }
    byte first = wanted[0];
    byte other = foldCase ? upper(first) : first;
    int last = to - wanted.length;
    for (int at = from; at <= last; at++) {
      byte here = text[at];
      if ((here == first || here == other) && isAt(text, at, wanted, foldCase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] text, int at, byte[] wanted, boolean foldCase) {
    for (int index = 1; index < wanted.length; index++) {
      byte here = foldCase ? lower(text[at + index]) : text[at + index];
      if (here != wanted[index]) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(byte[] bytes, int from, int to, byte wanted) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static String string(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte lower(byte sign) {
    return sign >= 'A' && sign <= 'Z' ? (byte) (sign + 32) : sign;
  }

  private static byte upper(byte sign) {
    return sign >= 'a' && sign <= 'z' ? (byte) (sign - 32) : sign;
  }
}
