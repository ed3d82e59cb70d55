package nebula.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Finds the pods that an object describes, whatever its kind: a map with `containers`, at one of
/// the places where Kubernetes has a pod's specification.
final class ManifestImages {
  private static final List<List<String>> POD_SPECIFICATIONS =
      List.of(
          List.of("spec"),
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"));

  private static final List<String> MAIN = List.of("containers");
  private static final List<String> ALL = List.of("initContainers", "containers");

  private ManifestImages() {}

  static List<String> of(HasMetadata object) {
    Map<String, Object> tree =
        object instanceof GenericKubernetesResource generic
            ? generic.getAdditionalProperties()
            : ManifestTree.of(object);
    Set<String> images = new LinkedHashSet<>();
    eachContainer(
        tree,
        ALL,
        container -> {
          if (container.get("image") instanceof String image) {
            images.add(image);
          }
        });
    return new ArrayList<>(images);
  }

  /// Whether the image has this name below its registry, whatever the tag.
  static boolean names(String image, String name) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String rest = registry ? image.substring(slash + 1) : image;
    return rest.equals(name) || rest.startsWith(name + ":") || rest.startsWith(name + "@");
  }

  /// A copy in which the containers with an image of this name have another.
  static HasMetadata replaced(HasMetadata object, String name, String reference) {
    return edited(
        object,
        ALL,
        container -> {
          if (container.get("image") instanceof String image && names(image, name)) {
            container.put("image", reference);
          }
        });
  }

  /// A copy in which the containers of just this image, but for init containers, are edited.
  static HasMetadata withContainers(
      HasMetadata object, String image, Consumer<Map<String, Object>> edit) {
    return edited(
        object,
        MAIN,
        container -> {
          if (image.equals(container.get("image"))) {
            edit.accept(container);
          }
        });
  }

  private static HasMetadata edited(
      HasMetadata object, List<String> lists, Consumer<Map<String, Object>> edit) {
    Map<String, Object> tree = ManifestTree.of(object);
    eachContainer(tree, lists, container -> edit.accept(new JsonValue(container).map()));
    return ManifestTree.object(object, tree);
  }

  private static void eachContainer(
      Map<String, Object> tree, List<String> lists, Consumer<Map<?, ?>> take) {
    for (List<String> way : POD_SPECIFICATIONS) {
      Object found = tree;
      for (String key : way) {
        found = found instanceof Map<?, ?> map ? map.get(key) : null;
      }
      if (found instanceof Map<?, ?> specification) {
        lists.forEach(list -> takeContainers(specification.get(list), take));
      }
    }
  }

  private static void takeContainers(Object containers, Consumer<Map<?, ?>> take) {
    if (containers instanceof List<?> list) {
      for (Object container : list) {
        if (container instanceof Map<?, ?> map) {
          take.accept(map);
        }
      }
    }
  }
}
