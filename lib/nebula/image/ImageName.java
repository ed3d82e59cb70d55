package nebula.image;

import java.util.Optional;

/// An image's name taken apart as Docker and containerd do.
///
/// @param registry host with its port; `docker.io` where the name says none
/// @param repository below the registry, with `library/` for Docker's own images
/// @param tag `latest` where the name says none
/// @param digest `sha256:…` where the name is bound to one
public record ImageName(String registry, String repository, String tag, Optional<String> digest) {
  private static final String DOCKER_HUB = "docker.io";

  /// Empty when no registry would take the text for a name.
  public static Optional<ImageName> of(String text) {
    int at = text.indexOf('@');
    Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
    String name = at < 0 ? text : text.substring(0, at);
    int slash = name.indexOf('/');
    boolean hasRegistry = slash > 0 && isHost(name.substring(0, slash));
    String registry = hasRegistry ? name.substring(0, slash) : DOCKER_HUB;
    String rest = hasRegistry ? name.substring(slash + 1) : name;
    int colon = rest.indexOf(':');
    String repository = colon < 0 ? rest : rest.substring(0, colon);
    String tag = colon < 0 ? "latest" : rest.substring(colon + 1);
    if (!isRepository(repository) || !isTag(tag) || digest.filter(d -> !isDigest(d)).isPresent()) {
      return Optional.empty();
    }
    boolean hub = registry.equals(DOCKER_HUB) || registry.equals("index.docker.io");
    boolean official = hub && !repository.contains("/");
    return Optional.of(
        new ImageName(
            hub ? DOCKER_HUB : registry,
            official ? "library/" + repository : repository,
            tag,
            digest));
  }

  /// The name under which another registry holds it, such as `127.0.0.1:5000/library/postgres:16`.
  String at(String otherRegistry) {
    return otherRegistry + "/" + repository + ":" + tag;
  }

  /// The part before the first slash is a host only if it cannot be a user's name.
  private static boolean isHost(String part) {
    return part.contains(".") || part.contains(":") || part.equals("localhost");
  }

  private static boolean isRepository(String text) {
    if (text.isEmpty() || text.contains("//") || text.startsWith("/") || text.endsWith("/")) {
      return false;
    }
    return text.chars()
        .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "._-/".indexOf(c) >= 0);
  }

  private static boolean isTag(String text) {
    return !text.isEmpty()
            && text.length() <= 128
            && text.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0))
            && "._-".indexOf(text.charAt(0)) < 0
        || text.startsWith("_") && text.length() <= 128;
  }

  private static boolean isDigest(String text) {
    int colon = text.indexOf(':');
    return colon > 0
        && text.length() - colon > 32
        && text.substring(colon + 1).chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
