package nebula.kube;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/// Objects as YAML, for people.
public final class YamlText {
  private YamlText() {}

  public static Map<String, Object> tree(Manifest manifest) {
    return ManifestTree.of(manifest.object());
  }

  public static String of(Map<String, Object> tree) {
    return new KubernetesSerialization().asYaml(tree);
  }
}
