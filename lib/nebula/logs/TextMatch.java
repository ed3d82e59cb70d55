package nebula.logs;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What has to be found in a line's text, colours left out.
public sealed interface TextMatch {

  /// @param wanted looked for as it is, or with no regard to case
  record Plain(String wanted, boolean caseMatters) implements TextMatch {
    boolean ascii() {
      return wanted.chars().allMatch(sign -> sign < 0x80);
    }

    byte[] bytes() {
      return wanted.getBytes(StandardCharsets.UTF_8);
    }

    Pattern pattern() {
      return Pattern.compile(
          wanted, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
  }

  record Expression(Pattern pattern) implements TextMatch {}
}
