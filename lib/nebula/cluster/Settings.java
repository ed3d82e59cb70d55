package nebula.cluster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nebula.model.ClusterSettings;
import nebula.model.RegistrySettings;

/// The settings that cannot change once something is made, as one readable label: `cluster.image=…
/// | cluster.subnet=…`, under the names they have in `nebula.yaml`.
record Settings(String text) {
  private static final String BETWEEN = " | ";

  static Settings of(ClusterSettings cluster, RegistrySettings registry) {
    return new Settings(
        String.join(
            BETWEEN,
            "cluster.image=" + cluster.image(),
            "cluster.subnet=" + cluster.subnet(),
            "cluster.k3sArguments=" + String.join(" ", cluster.k3sArguments()),
            "registry.name=" + registry.name(),
            "registry.mirrors=" + String.join(" ", registry.mirrors())));
  }

  static Settings of(RegistrySettings registry) {
    return new Settings(
        String.join(
            BETWEEN, "registry.image=" + registry.image(), "registry.port=" + registry.port()));
  }

  /// One sentence part for each setting that is another in what exists than here.
  List<String> differencesTo(String existing) {
    Map<String, String> there = read(existing);
    Map<String, String> here = read(text);
    List<String> differences = new ArrayList<>();
    here.forEach((name, wanted) -> {
      String found = there.get(name);
      if (!wanted.equals(found)) {
        differences.add("%s is %s there and %s here".formatted(name, quote(found), quote(wanted)));
      }
    });
    return differences;
  }

  /// 12 hex digits.
  String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static Map<String, String> read(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String entry : text.split(" \\| ", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        settings.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return settings;
  }

  private static String quote(String value) {
    return value == null || value.isEmpty() ? "empty" : "`" + value + "`";
  }
}
