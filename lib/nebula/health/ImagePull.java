package nebula.health;

import nebula.model.Cause;
import nebula.model.Cause.Kind;

/// Puts in words why a node has no image. The runtime's message is a chain of wrappers around one
/// fact, and the last registry that was asked hides what the mirrors said.
final class ImagePull {
  private ImagePull() {}

  static boolean isReason(String reason) {
    return switch (reason) {
      case "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable" ->
          true;
      default -> false;
    };
  }

  static Cause cause(String image, String reason, String message, Mends mends) {
    // As the manifest writes it, so that the edit finds it; the message has the long form.
    String asked = image.isBlank() ? Extract.between(message, "image \"", "\"") : image;
    String edit = mends.edit("correct `image: " + asked + "`");
    // The two take turns while nothing changes: one word for both keeps the text calm.
    String sign = " (" + (reason.equals("ImagePullBackOff") ? "ErrImagePull" : reason) + ")";
    if (reason.equals("InvalidImageName")) {
      String fault = Extract.line(Extract.after(message, "invalid reference format: "));
      return cause("'" + asked + "' is no valid image name: " + fault + sign, edit);
    }
    if (reason.equals("ErrImageNeverPull")) {
      return cause(
          "the node does not have the image " + asked + " and may not pull it" + sign,
          mends.edit("take `imagePullPolicy: Never` away"));
    }
    String why = why(asked, message);
    return cause(why + sign, mend(asked, message, edit));
  }

  /// The image of the empty container that holds a pod's network, which no manifest names.
  static Cause neededByEveryPod(String image, String reason, String message) {
    String registry = registry(image);
    return cause(
        "the node lacks the image "
            + image
            + ", which every pod needs, and cannot fetch it: "
            + core(message)
            + " ("
            + reason
            + ")",
        "see that this machine reaches " + registry + "; the node tries again by itself");
  }

  private static Cause cause(String what, String mend) {
    return Cause.of(Kind.IMAGE, what, mend);
  }

  private static String why(String image, String message) {
    String registry = registry(image);
    if (missing(message)) {
      return "image " + image + " not found: the registry " + registry + " does not have it";
    }
    if (message.contains("HTTP response to HTTPS client")) {
      // The mirror, which was asked by HTTP, did not have it; the retry by HTTPS hides that.
      return "image "
          + image
          + " not found: the registry "
          + registry
          + " does not have it, or is"
          + " no mirror of the node";
    }
    if (rateLimited(message)) {
      return "the registry " + registry + " gives no more images for now (too many requests)";
    }
    if (denied(message)) {
      return "the registry "
          + registry
          + " does not give out the image "
          + image
          + ": it does not exist there, or needs a login";
    }
    if (message.contains("no match for platform")) {
      return "the image " + image + " is not made for this machine's processor";
    }
    if (message.contains("no space left on device")) {
      return "the node's disk is full: the image " + image + " does not fit";
    }
    if (message.contains("x509:")) {
      return "the node does not trust the registry "
          + registry
          + ": "
          + Extract.line(Extract.afterLast(message, "x509: "));
    }
    if (unreachable(message)) {
      return "the node cannot reach the registry of the image " + image + ": " + core(message);
    }
    return "the node cannot pull the image " + image + ": " + core(message);
  }

  private static String mend(String image, String message, String edit) {
    if (message.contains("no space left on device")) {
      return "make room with `docker system prune`";
    }
    if (missing(message) || message.contains("no match for platform")) {
      return edit;
    }
    if (rateLimited(message) || denied(message)) {
      String registry = registry(image);
      return (registry.equals("docker.io") ? "`docker login`" : "`docker login " + registry + "`")
          + ", then `./jbang up.java`; or "
          + edit;
    }
    return edit + ", or see whether `docker pull " + image + "` works, then `./jbang up.java`";
  }

  private static boolean missing(String message) {
    return Extract.containsAny(
        message, "manifest unknown", ": not found", "404 Not Found", "name unknown");
  }

  private static boolean denied(String message) {
    return Extract.containsAny(
        message,
        "pull access denied",
        "authorization failed",
        "insufficient_scope",
        "401 Unauthorized",
        "403 Forbidden",
        "no basic auth credentials",
        "failed to fetch anonymous token",
        "denied:");
  }

  private static boolean rateLimited(String message) {
    return Extract.containsAny(message, "toomanyrequests", "429 Too Many Requests");
  }

  private static boolean unreachable(String message) {
    return Extract.containsAny(
        message,
        "no such host",
        "connection refused",
        "i/o timeout",
        "network is unreachable",
        "no route to host",
        "server misbehaving",
        "TLS handshake timeout",
        "Client.Timeout",
        "connection reset");
  }

  /// What the registry or the network said, without who passed it on.
  private static String core(String message) {
    String text = Extract.after(message, "failed to do request: ");
    if (text.contains("dial tcp")) {
      text = Extract.after(text, "dial tcp: ");
      text = Extract.after(text, "dial tcp ");
      if (text.contains("lookup ") && text.endsWith("no such host")) {
        return "no such host " + Extract.between(text + " ", "lookup ", " ");
      }
      return Extract.line(text);
    }
    text = Extract.afterLast(text, "failed to resolve reference ");
    return Extract.line(text.isEmpty() ? "the node gave no reason" : text);
  }

  /// The part before the first slash where it looks like a host, as Docker reads names.
  private static String registry(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host ? first : "docker.io";
  }
}
