package nebula.config;

import java.util.Locale;
import java.util.Optional;
import nebula.config.TextType.Complaint;

/// Names of images and registries, checked as far as a typing error shows.
public final class ImageNames {
  private static final String FORM = "write it as 'registry/path/name:tag'";
  private static final String SHA256 = "sha256:";

  private ImageNames() {}

  /// As they stand in `path:tag@digest`, right or not; the path has the registry's host in it.
  private record Parts(String path, Optional<String> tag, Optional<String> digest) {
    static Parts of(String text) {
      int at = text.indexOf('@');
      String named = at < 0 ? text : text.substring(0, at);
      int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
      return new Parts(
          colon < 0 ? named : named.substring(0, colon),
          colon < 0 ? Optional.empty() : Optional.of(named.substring(colon + 1)),
          at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1)));
    }
  }

  /// `rancher/k3s:v1.34.4-k3s1`: with a tag or a digest, so that it is pinned.
  static TextType reference() {
    return new TextType(
        new Shape.Text("an image with its tag, such as 'registry:2'", "^[^\\s]+[:@][^\\s/]+$"),
        ImageNames::referenceComplaint);
  }

  /// `nebula-worker`: below the project's own registry, and the tag is made from the content.
  static TextType repository() {
    return new TextType(
        new Shape.Text("an image name without registry and tag", "^[a-z0-9]+([._/-]+[a-z0-9]+)*$"),
        ImageNames::repositoryComplaint);
  }

  /// `ghcr.io` or `localhost:5001`.
  static TextType registryHost() {
    return new TextType(
        new Shape.Text("the host of a registry, such as 'docker.io'", "^[a-z0-9.-]+(:[0-9]+)?$"),
        ImageNames::hostComplaint);
  }

  /// What to do about a text that no registry, Docker or node takes as the image of a container;
  /// empty for a good one, with or without tag.
  public static Optional<String> mistake(String text) {
    if (text.contains("$") || text.contains("{")) {
      return Optional.of("nothing is filled in here: write it out");
    }
    if (text.contains("://")) {
      return Optional.of("write it without '" + text.substring(0, text.indexOf("://") + 3) + "'");
    }
    Parts parts = Parts.of(text);
    if (parts.digest().filter(digest -> !isDigest(digest)).isPresent()) {
      return Optional.of("write the digest as 'sha256:' and 64 of 0-9, a-f");
    }
    if (parts.tag().filter(tag -> !isTag(tag)).isPresent()) {
      return Optional.of(FORM);
    }
    String path = parts.path();
    int slash = path.indexOf('/');
    boolean host = slash > 0 && isHost(path.substring(0, slash));
    if (isPath(host ? path.substring(slash + 1) : path, false)) {
      return Optional.empty();
    }
    String small = text.toLowerCase(Locale.ROOT);
    return Optional.of(
        small.equals(text) || mistake(small).isPresent()
            ? FORM
            : "a registry takes only small letters: write '" + small + "'");
  }

  /// Docker's rule for the first of several parts, that of an IPv6 address too.
  private static boolean isHost(String part) {
    for (int at = 0; at < part.length(); at++) {
      char letter = part.charAt(at);
      if (letter >= 128 || (!Character.isLetterOrDigit(letter) && ".-:[]".indexOf(letter) < 0)) {
        return false;
      }
    }
    return part.contains(".") || part.contains(":") || part.equals("localhost");
  }

  private static boolean isDigest(String text) {
    if (!text.startsWith(SHA256)) {
      return text.indexOf(':') > 0; // other algorithms are rare, and the registry's business
    }
    String digits = text.substring(SHA256.length());
    return digits.length() == 64
        && digits.chars().allMatch(it -> (it >= '0' && it <= '9') || (it >= 'a' && it <= 'f'));
  }

  private static Optional<Complaint> referenceComplaint(String text) {
    Parts parts = Parts.of(text);
    if (!isPath(parts.path(), true)) {
      return complaint("that is no name of an image", FORM);
    }
    boolean pinned =
        parts.digest().isPresent()
            ? parts.digest().get().startsWith(SHA256)
            : parts.tag().filter(ImageNames::isTag).isPresent();
    return pinned
        ? Optional.empty()
        : complaint("it has no tag that a registry takes", "write it as 'name:tag'");
  }

  private static Optional<Complaint> repositoryComplaint(String text) {
    if (text.indexOf(':') >= 0 || text.indexOf('@') >= 0) {
      return complaint("a tag or a registry does not belong here", "leave only the image's name");
    }
    return isPath(text, false)
        ? Optional.empty()
        : complaint(
            "a registry takes only a-z, 0-9, and '.', '_', '-', '/' between them",
            "choose another name");
  }

  private static Optional<Complaint> hostComplaint(String text) {
    int colon = text.indexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    boolean good = Names.isSubdomain(host) && (colon < 0 || isPort(text.substring(colon + 1)));
    return good
        ? Optional.empty()
        : complaint("that is no host of a registry", "write it as 'host' or 'host:port'");
  }

  /// Parts between slashes; a colon (of the registry's port) only in the first of several.
  private static boolean isPath(String text, boolean withHost) {
    String[] parts = text.split("/", -1);
    for (int at = 0; at < parts.length; at++) {
      boolean host = withHost && at == 0 && parts.length > 1;
      if (!isPart(parts[at], host)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(String text, boolean host) {
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      boolean edge = at == 0 || at == text.length() - 1;
      boolean word = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      boolean between = letter == '.' || letter == '_' || letter == '-' || (host && letter == ':');
      if (!word && (edge || !between)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTag(String text) {
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      boolean word = letter < 128 && (Character.isLetterOrDigit(letter) || letter == '_');
      if (!word && (at == 0 || (letter != '.' && letter != '-'))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 128;
  }

  private static boolean isPort(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 5;
  }

  private static Optional<Complaint> complaint(String what, String mend) {
    return Optional.of(new Complaint(what, mend));
  }
}
