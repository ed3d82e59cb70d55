package nebula.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import nebula.config.TextType.Complaint;

/// Subnets, web addresses and paths inside containers.
final class Addresses {
  private static final int SMALLEST_PREFIX = 8;

  /// A smaller network has no room for gateway, node and registry.
  private static final int LARGEST_PREFIX = 28;

  private Addresses() {}

  static TextType subnet() {
    return new TextType(
        new Shape.Text("a subnet, such as '172.29.0.0/16'", "^[0-9.]+/[0-9]+$"),
        Addresses::subnetComplaint);
  }

  static TextType url() {
    return new TextType(
        new Shape.Text("an address that begins with http:// or https://", "^https?://.+$"),
        Addresses::urlComplaint);
  }

  static TextType containerPath(String described) {
    return path(described, text -> relative(text).or(() -> roundabout(text)));
  }

  static TextType urlPath() {
    return path("a path that begins with '/'", text -> wholeAddress(text).or(() -> relative(text)));
  }

  private static TextType path(String described, Function<String, Optional<Complaint>> complaint) {
    return new TextType(new Shape.Text(described, "^/"), complaint);
  }

  private static Optional<Complaint> relative(String text) {
    return text.startsWith("/")
        ? Optional.empty()
        : Optional.of(new Complaint("it does not begin with '/'", "write '/" + text + "'"));
  }

  /// Files are told to be below a target by their paths.
  private static Optional<Complaint> roundabout(String text) {
    String straight = Path.of(text).normalize().toString();
    String end = text.endsWith("/") && !straight.equals("/") ? "/" : "";
    return text.equals(straight + end)
        ? Optional.empty()
        : Optional.of(new Complaint("it goes a roundabout way", "write '" + straight + end + "'"));
  }

  private static Optional<Complaint> wholeAddress(String text) {
    int host = text.indexOf("://");
    if (text.startsWith("/") || host < 0) {
      return Optional.empty();
    }
    int slash = text.indexOf('/', host + 3);
    String rest = slash < 0 ? "/" : text.substring(slash);
    return Optional.of(
        new Complaint(
            "it is asked at the service's own port", "write the path alone: '" + rest + "'"));
  }

  private static Optional<Complaint> urlComplaint(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return Optional.empty();
      }
    } catch (URISyntaxException e) {
      return Optional.of(
          new Complaint("that is no address: " + e.getReason(), "write it as in a browser"));
    }
    return Optional.of(
        new Complaint("that is no web address", "begin it with http:// or https:// and a host"));
  }

  private static Optional<Complaint> subnetComplaint(String text) {
    int slash = text.indexOf('/');
    int prefix = slash < 0 ? -1 : number(text.substring(slash + 1), LARGEST_PREFIX);
    String[] parts = (slash < 0 ? text : text.substring(0, slash)).split("\\.", -1);
    long address = 0;
    boolean good = parts.length == 4 && prefix >= SMALLEST_PREFIX;
    for (String part : parts) {
      int number = number(part, 255);
      good &= number >= 0;
      address = (address << 8) + number;
    }
    if (!good) {
      return Optional.of(
          new Complaint(
              "it must be four numbers and a length from "
                  + SMALLEST_PREFIX
                  + " to "
                  + LARGEST_PREFIX,
              "write it as '172.29.0.0/16'"));
    }
    long network = address >> (32 - prefix) << (32 - prefix);
    if (network == address) {
      return Optional.empty();
    }
    String start =
        "%d.%d.%d.%d/%d"
            .formatted(
                network >> 24, network >> 16 & 255, network >> 8 & 255, network & 255, prefix);
    return Optional.of(
        new Complaint("that is an address inside a subnet", "write '" + start + "'"));
  }

  /// -1 when it is none from 0 to most in plain digits.
  private static int number(String text, int most) {
    int number = 0;
    for (int at = 0; at < text.length(); at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9 || text.length() > 3) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return text.isEmpty() || number > most ? -1 : number;
  }
}
