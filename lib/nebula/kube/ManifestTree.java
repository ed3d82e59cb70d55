package nebula.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A manifest's object as a tree of maps and lists that is free to change. A
/// `GenericKubernetesResource` is one nearly as it is; a typed object goes through Jackson, which
/// costs a start up to a second of CPU for the first ones.
final class ManifestTree {
  private ManifestTree() {}

  static Map<String, Object> of(HasMetadata object) {
    Map<String, Object> tree =
        object instanceof GenericKubernetesResource generic ? generic(generic) : typed(object);
    tree.remove("status");
    return tree;
  }

  /// An object of the tree, with the metadata of the one that the tree was made of.
  static HasMetadata object(HasMetadata from, Map<String, Object> tree) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(from.getApiVersion());
    object.setKind(from.getKind());
    object.setMetadata(from.getMetadata());
    tree.forEach((name, value) -> {
      if (!List.of("apiVersion", "kind", "metadata").contains(name)) {
        object.setAdditionalProperty(name, value);
      }
    });
    return object;
  }

  private static Map<String, Object> generic(GenericKubernetesResource object) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", object.getApiVersion());
    tree.put("kind", object.getKind());
    tree.put("metadata", metadata(object.getMetadata()));
    object.getAdditionalProperties().forEach((name, value) -> tree.put(name, copy(value)));
    return tree;
  }

  private static Map<String, Object> metadata(ObjectMeta from) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    putUnlessEmpty(metadata, "name", from.getName());
    putUnlessEmpty(metadata, "namespace", from.getNamespace());
    putUnlessEmpty(metadata, "labels", copy(from.getLabels()));
    putUnlessEmpty(metadata, "annotations", copy(from.getAnnotations()));
    putUnlessEmpty(metadata, "finalizers", copy(from.getFinalizers()));
    metadata.putAll(from.getAdditionalProperties());
    return metadata;
  }

  private static void putUnlessEmpty(Map<String, Object> map, String name, Object value) {
    boolean empty =
        value == null
            || value instanceof Map<?, ?> nested && nested.isEmpty()
            || value instanceof List<?> list && list.isEmpty();
    if (!empty) {
      map.put(name, value);
    }
  }

  private static Map<String, Object> typed(HasMetadata object) {
    Object tree = new KubernetesSerialization().convertValue(object, Map.class);
    return new JsonValue(tree).map();
  }

  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copied = new LinkedHashMap<>();
        map.forEach((name, inner) -> copied.put(String.valueOf(name), copy(inner)));
        yield copied;
      }
      case List<?> list -> {
        List<Object> copied = new ArrayList<>();
        list.forEach(inner -> copied.add(copy(inner)));
        yield copied;
      }
      case null -> null;
      default -> value;
    };
  }
}
