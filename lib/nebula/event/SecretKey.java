package nebula.event;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A word that may be the key of a secret in a text.
///
/// @param written with the dashes of a flag
/// @param word the same in lower case
record SecretKey(String written, String word) {
  /// What is said about a secret, and is none.
  private static final List<String> ABOUT =
      List.of(
          "name",
          "names",
          "ref",
          "file",
          "path",
          "dir",
          "type",
          "id",
          "url",
          "uri",
          "endpoint",
          "count",
          "length",
          "size",
          "limit",
          "seconds",
          "ttl",
          "policy",
          "method",
          "encryption",
          "required",
          "enabled",
          "changed",
          "valid",
          "expired");

  /// Words of a language too: a parser has tokens, and nobody needs quotes to write of a secret.
  private static final Set<String> PLAIN_WORDS =
      Set.of("token", "tokens", "secret", "secrets", "credential", "credentials");

  private static final Set<String> NO_VALUES =
      Set.of("true", "false", "null", "nil", "none", "undefined", "yes", "no");

  /// A longer number may be a token; a shorter one counts them.
  private static final int LONGEST_COUNT = 7;

  /// Headers of HTTP, whose values hold blanks.
  private static final Set<String> HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  static SecretKey of(String written) {
    return new SecretKey(written, written.toLowerCase(Locale.ROOT));
  }

  boolean isSecret() {
    return SecretName.looksSecret(written) && ABOUT.stream().noneMatch(word::endsWith);
  }

  boolean isFlag() {
    return word.startsWith("-");
  }

  boolean isHeader() {
    return HEADERS.contains(word);
  }

  boolean isBearer() {
    return word.equals("bearer");
  }

  /// Also names of classes, such as `HttpSession: closed`.
  boolean isPlainWord() {
    return PLAIN_WORDS.contains(word)
        || SecretName.endsSecretly(written) && word.indexOf('_') < 0 && word.indexOf('-') < 0;
  }

  /// What many test programs print before the name of a test.
  boolean isVerdict() {
    return written.equals("PASS");
  }

  /// Whether the value may be seen.
  boolean isOpen(String value) {
    return NO_VALUES.contains(value)
        || KeyedSecrets.isReference(value)
        || (word.contains("token") || word.equals("pass") || word.equals("session"))
            && isCount(value)
        || word.endsWith("pwd") && value.startsWith("/");
  }

  private static boolean isCount(String value) {
    return value.length() <= LONGEST_COUNT && value.chars().allMatch(Character::isDigit);
  }
}
