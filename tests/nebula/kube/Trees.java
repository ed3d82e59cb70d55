package nebula.kube;

import org.yaml.snakeyaml.Yaml;

/// Objects written short in tests.
final class Trees {
  private Trees() {}

  /// @param yaml in flow style, so that quotes are rare; a blank goes after each colon that lacks
  ///   it
  static JsonValue of(String yaml) {
    return new JsonValue(new Yaml().load(yaml.replaceAll(":(?=[^ ])", ": ")));
  }
}
