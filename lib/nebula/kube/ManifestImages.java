package nebula.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the pods that an object describes, whatever its kind: a map with `containers`, at one of
/// the places where Kubernetes has a pod's specification.
final class ManifestImages {
  private static final List<List<String>> POD_SPECIFICATIONS =
      List.of(
          List.of("spec"),
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"));

  private ManifestImages() {}

  static List<String> of(HasMetadata object) {
    Map<String, Object> tree =
        object instanceof GenericKubernetesResource generic
            ? generic.getAdditionalProperties()
            : ManifestTree.of(object);
    Set<String> images = new LinkedHashSet<>();
    for (List<String> way : POD_SPECIFICATIONS) {
      Object found = tree;
      for (String key : way) {
        found = found instanceof Map<?, ?> map ? map.get(key) : null;
      }
      if (found instanceof Map<?, ?> specification) {
        addImages(specification.get("initContainers"), images);
        addImages(specification.get("containers"), images);
      }
    }
    return new ArrayList<>(images);
  }

  private static void addImages(Object containers, Set<String> images) {
    if (containers instanceof List<?> list) {
      for (Object container : list) {
        if (container instanceof Map<?, ?> map && map.get("image") instanceof String image) {
          images.add(image);
        }
      }
    }
  }
}
