package nebula.cluster;

import java.util.Locale;

/// Why an image could not be pulled or pushed, read from the message that Docker passes on from the
/// registry.
///
/// @param what one sentence without a full stop, with the registry's own words
public record PullTrouble(String what, String mend) {

  public static PullTrouble of(String image, String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (has(text, "toomanyrequests", "rate limit")) {
      return trouble(image, "the registry allows no more pulls", message, login(image));
    }
    if (isUnreachable(text)) {
      return trouble(
          image,
          "the registry cannot be reached",
          message,
          "connect this machine to the network (behind a proxy: give it to Docker), or load the"
              + " image by `docker load`");
    }
    if (isOutOfOrder(text)) {
      return trouble(
          image,
          "the registry is out of order",
          message,
          "wait until it answers again; docker pull " + image);
    }
    if (has(text, "x509", "certificate")) {
      return trouble(
          image,
          "Docker does not trust the registry's certificate",
          message,
          "give Docker the certificate authority: /etc/docker/certs.d/"
              + registry(image)
              + "/ca.crt");
    }
    if (has(text, "no space left")) {
      return trouble(image, "Docker's disk is full", message, "docker system prune");
    }
    if (has(text, "no matching manifest")) {
      return trouble(
          image,
          "the image is not made for this machine's processor",
          message,
          "use a tag that is, or build the image here");
    }
    if (has(text, "manifest unknown", "not found: manifest", "not found")) {
      return trouble(
          image, "the registry has no such tag", message, "correct the image's name or tag");
    }
    if (has(
        text, "denied", "unauthorized", "authentication required", "no basic auth", "forbidden")) {
      return trouble(
          image,
          "the registry has no such repository, or does not show it to you",
          message,
          "correct the image's name, or " + login(image));
    }
    return trouble(image, "it failed", message, "docker pull " + image);
  }

  /// Whether it is the network's or the registry's fault, so that the same may succeed later.
  public static boolean mayPass(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return !has(text, "x509", "certificate") && (isUnreachable(text) || isOutOfOrder(text));
  }

  private static boolean isUnreachable(String text) {
    return has(text, "no such host", "i/o timeout", "connection refused", "network is unreachable")
        || has(text, "client.timeout", "tls handshake timeout", "no route to host", "dial tcp")
        || has(text, "temporary failure in name resolution", "server misbehaving")
        || has(text, "connection reset", "unexpected eof", "context deadline exceeded");
  }

  private static boolean isOutOfOrder(String text) {
    return has(text, "500 internal server error", "502 bad gateway", "503 service unavailable")
        || has(text, "504 gateway time");
  }

  private static PullTrouble trouble(String image, String why, String message, String mend) {
    return new PullTrouble(
        "cannot pull " + image + ": " + why + " (" + message.strip() + ")", mend);
  }

  private static String login(String image) {
    String registry = registry(image);
    return registry.equals("docker.io") ? "docker login" : "docker login " + registry;
  }

  /// As Docker reads it: the part before the first slash if it looks like a host.
  private static String registry(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host ? first : "docker.io";
  }

  private static boolean has(String text, String... parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
