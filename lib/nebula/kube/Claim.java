package nebula.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A PersistentVolumeClaim that an object makes.
///
/// @param labels those that it gets from a StatefulSet
record Claim(String namespace, String name, JsonValue specification, Map<String, Object> labels) {

  /// Of the object itself, or of a StatefulSet's templates, one a replica.
  static List<Claim> of(Desired object) {
    JsonValue tree = object.tree();
    return switch (object.type().kind()) {
      case "PersistentVolumeClaim" ->
          List.of(new Claim(namespace(tree), object.name(), tree.at("spec"), Map.of()));
      case "StatefulSet" -> ofTemplates(tree);
      default -> List.of();
    };
  }

  String path() {
    return "/api/v1/namespaces/" + namespace + "/persistentvolumeclaims/" + name;
  }

  /// The name of a volume that is made for it.
  String volume() {
    return namespace + "-" + name;
  }

  /// The claim as the StatefulSet's controller would make it.
  Map<String, Object> object() {
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("apiVersion", "v1");
    claim.put("kind", "PersistentVolumeClaim");
    claim.put("metadata", Map.of("name", name, "namespace", namespace, "labels", labels));
    claim.put("spec", specification.raw());
    return claim;
  }

  private static List<Claim> ofTemplates(JsonValue tree) {
    JsonValue specification = tree.at("spec");
    String owner = tree.at("metadata", "name").text("");
    List<Claim> claims = new ArrayList<>();
    for (JsonValue template : specification.at("volumeClaimTemplates").items()) {
      Map<String, Object> labels = new LinkedHashMap<>();
      labels.putAll(template.at("metadata", "labels").map());
      labels.putAll(specification.at("selector", "matchLabels").map());
      for (int replica = 0; replica < specification.at("replicas").number(1); replica++) {
        String name = template.at("metadata", "name").text("") + "-" + owner + "-" + replica;
        claims.add(new Claim(namespace(tree), name, template.at("spec"), labels));
      }
    }
    return claims;
  }

  private static String namespace(JsonValue tree) {
    return tree.at("metadata", "namespace").text("");
  }
}
