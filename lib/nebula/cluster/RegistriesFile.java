package nebula.cluster;

import java.util.LinkedHashSet;
import java.util.Set;
import nebula.model.RegistrySettings;

/// k3s's `registries.yaml`: where the node asks for images first. It asks the registry of the
/// image's own name last, without being told.
final class RegistriesFile {
  private RegistriesFile() {}

  static String text(RegistrySettings registry) {
    Set<String> names = new LinkedHashSet<>();
    names.add(registry.clusterAddress());
    names.addAll(registry.mirrors());
    StringBuilder text = new StringBuilder("mirrors:\n");
    for (String name : names) {
      text.append("  \"")
          .append(name)
          .append("\":\n    endpoint:\n      - \"http://")
          .append(registry.clusterAddress())
          .append("\"\n");
    }
    return text.toString();
  }
}
