package nebula.event;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells by a name whether what it stands for is most likely a secret.
final class SecretName {
  private static final List<String> CONTAINED =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "credential",
          "apikey",
          "api_key",
          "access_key",
          "accesskey",
          "private_key",
          "privatekey",
          "signing_key",
          "encryption_key",
          "auth_key",
          "admin_key");

  /// Words that are too short, or too often about something else, to be looked for anywhere: they
  /// count as the last word of a name, as in `DB_PASS`, `redisAuth` and `SENTRY_DSN`, not as in
  /// `AUTH_URL`, `COMPASS` or `SESSION_TIMEOUT`.
  private static final Set<String> LAST =
      Set.of(
          "pass",
          "auth",
          "authorization",
          "jwt",
          "pat",
          "bearer",
          "cookie",
          "cookies",
          "session",
          "dsn");

  /// Begin names of switches: `REQUIRE_AUTH=always`.
  private static final List<String> SWITCHES =
      List.of("enable", "disable", "require", "use_", "skip", "no_", "allow", "with_");

  private SecretName() {}

  static boolean looksSecret(String written) {
    String name = written.toLowerCase(Locale.ROOT).replace('-', '_');
    return CONTAINED.stream().anyMatch(name::contains)
        || endsSecretly(written) && SWITCHES.stream().noneMatch(name::startsWith);
  }

  static boolean endsSecretly(String written) {
    // A way to sign in, in its usual writing.
    return !written.endsWith("OAuth") && LAST.contains(lastWord(written));
  }

  /// Words end at `_`, `-`, digits and the humps of `camelCase`.
  private static String lastWord(String written) {
    int end = written.length();
    while (end > 0 && !Character.isLetter(written.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && Character.isLetter(written.charAt(start - 1))) {
      start--;
      if (Character.isUpperCase(written.charAt(start)) && isHump(written, start)) {
        break;
      }
    }
    return written.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isHump(String written, int at) {
    boolean lowerNext = at + 1 < written.length() && Character.isLowerCase(written.charAt(at + 1));
    return lowerNext || at > 0 && Character.isLowerCase(written.charAt(at - 1));
  }
}
