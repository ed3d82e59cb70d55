package nebula.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The part of a path that chooses from a collection.
final class Selector {
  private Selector() {}

  /// @param labels such as `app=web`; empty for all
  static String ofLabels(String labels) {
    return of(labels, "");
  }

  /// @param labels such as `app=web`; empty for all
  /// @param fields such as `type=Warning`; empty for all
  static String of(String labels, String fields) {
    return "?labelSelector=" + encoded(labels) + "&fieldSelector=" + encoded(fields);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
