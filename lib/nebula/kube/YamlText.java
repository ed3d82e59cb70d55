package nebula.kube;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/// Objects as YAML, for people.
public final class YamlText {
  /// Of a document among others; here it is alone.
  private static final String BEGIN = "---\n";

  private YamlText() {}

  public static Map<String, Object> tree(Manifest manifest) {
    return ManifestTree.of(manifest.object());
  }

  public static String of(Map<String, Object> tree) {
    String yaml = new KubernetesSerialization().asYaml(tree);
    return yaml.startsWith(BEGIN) ? yaml.substring(BEGIN.length()) : yaml;
  }
}
