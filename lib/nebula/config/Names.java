package nebula.config;

import java.util.Locale;
import java.util.Optional;
import nebula.config.TextType.Complaint;

/// Names as Kubernetes takes them (RFC 1123).
public final class Names {
  public static final int LONGEST_LABEL = 63;
  static final int LONGEST_CLUSTER = 32;
  private static final int LONGEST_SUBDOMAIN = 253;
  private static final String LABEL_PATTERN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  private Names() {}

  static TextType label(String described) {
    return label(described, LONGEST_LABEL);
  }

  /// @param longest k3d takes fewer characters than Kubernetes
  static TextType label(String described, int longest) {
    return new TextType(
        new Shape.Text(described, LABEL_PATTERN), text -> labelComplaint(text, longest));
  }

  public static boolean isLabel(String text) {
    return isLabel(text, LONGEST_LABEL);
  }

  /// Labels joined by dots, as most objects' names are.
  public static boolean isSubdomain(String text) {
    if (text.length() > LONGEST_SUBDOMAIN) {
      return false;
    }
    for (String part : text.split("\\.", -1)) {
      if (!isLabel(part, LONGEST_SUBDOMAIN)) {
        return false;
      }
    }
    return true;
  }

  /// The name with what Kubernetes refuses replaced; empty when nothing is left.
  public static Optional<String> mended(String text, int longest) {
    StringBuilder mended = new StringBuilder();
    for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean kept = isLetterOrDigit(letter);
      if (kept || (!mended.isEmpty() && mended.charAt(mended.length() - 1) != '-')) {
        mended.append(kept ? letter : '-');
      }
    }
    mended.setLength(Math.min(mended.length(), longest));
    while (!mended.isEmpty() && mended.charAt(mended.length() - 1) == '-') {
      mended.setLength(mended.length() - 1);
    }
    return mended.isEmpty() ? Optional.empty() : Optional.of(mended.toString());
  }

  private static Optional<Complaint> labelComplaint(String text, int longest) {
    if (isLabel(text, longest)) {
      return Optional.empty();
    }
    String what =
        text.length() > longest
            ? "it has " + text.length() + " characters, and at most " + longest + " are taken"
            : "Kubernetes takes only a-z, 0-9 and '-', with a letter or digit at both ends";
    return Optional.of(
        new Complaint(
            what,
            mended(text, longest)
                .map(name -> "write '" + name + "'")
                .orElse("choose another name")));
  }

  private static boolean isLabel(String text, int longest) {
    if (text.isEmpty() || text.length() > longest) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      boolean edge = at == 0 || at == text.length() - 1;
      if (!isLetterOrDigit(text.charAt(at)) && (edge || text.charAt(at) != '-')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
  }
}
