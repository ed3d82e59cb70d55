package nebula.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who may ask. A page of anybody's can send requests to 127.0.0.1, and can give 127.0.0.1 a name
/// of its own; so the name asked for, the page that asks, and for what changes something a token,
/// have to be right.
///
/// @param allowHosts names beside localhost
record Guard(List<String> allowHosts, String token) {
  static final String TOKEN_HEADER = "X-Nebula-Token";

  /// @param origin as the browser sends it; commands send none
  /// @param token empty where none was sent
  /// @param site what the browser says of the page that asks: `same-origin`, or `none` for who
  ///   types an address
  record Request(
      String method,
      String path,
      Optional<String> host,
      Optional<String> origin,
      Optional<String> token,
      Optional<String> site) {
    /// What a terminal shows is not for everybody who can ask.
    boolean justReads() {
      return (method.equals("GET") || method.equals("HEAD")) && !path.startsWith("/api/terminals/");
    }

    /// A link to the page may stand anywhere; only the page has use for the rest.
    boolean byStranger() {
      return path.startsWith("/api/")
          && site.map(of -> !of.equals("same-origin") && !of.equals("none")).orElse(false);
    }
  }

  /// Why the request is refused; empty when it is not.
  Optional<String> refusal(Request request) {
    String host = request.host().map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
    if (!isOurs(host)) {
      return Optional.of("this is not a name of the page: dashboard.allowHosts in nebula.yaml");
    }
    boolean foreign = request.origin().map(origin -> !isOf(origin, host)).orElse(false);
    if (foreign || request.byStranger()) {
      return Optional.of("another page may not ask");
    }
    if (!request.justReads() && !request.token().map(this::isToken).orElse(false)) {
      return Optional.of("the token is missing or wrong: load the page again");
    }
    return Optional.empty();
  }

  /// Whatever the port: what is between may have its own, and another's page asks by a name of its
  /// own.
  private boolean isOurs(String host) {
    int colon = host.indexOf(':', host.lastIndexOf(']') + 1);
    String name = colon < 0 ? host : host.substring(0, colon);
    boolean numbered = colon < 0 || host.substring(colon + 1).chars().allMatch(Guard::isDigit);
    return numbered
        && (List.of("localhost", "127.0.0.1", "[::1]").contains(name)
            || allowHosts.stream().anyMatch(allowed -> allowed.equalsIgnoreCase(name)));
  }

  private static boolean isOf(String origin, String host) {
    String lower = origin.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + host) || lower.equals("https://" + host);
  }

  /// Takes as long whatever is right of it.
  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isDigit(int sign) {
    return sign >= '0' && sign <= '9';
  }
}
