package nebula.kube;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.ObjectMapper;

/// Objects written short in tests.
final class Trees {
  static final KubernetesSerialization JSON =
      new KubernetesSerialization(new ObjectMapper(), false);

  private Trees() {}

  /// @param yaml in flow style, so that quotes are rare; a blank goes after each colon that lacks
  ///   it
  static ApiObject of(String yaml) {
    return ofYaml(yaml.replaceAll(":(?=[^ ])", ": "));
  }

  static ApiObject ofYaml(String yaml) {
    return new ApiObject(new JsonValue(new Yaml().load(yaml)));
  }
}
