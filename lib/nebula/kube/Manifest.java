package nebula.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nebula.model.Position;

/// One object of a manifest file and where it begins.
public record Manifest(HasMetadata object, Position position) {
  /// `Deployment postgres`, as messages name it.
  public String title() {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  /// Whether a container of it runs the image of this name, whatever its registry and tag.
  public boolean runs(String imageName) {
    return images().stream().anyMatch(image -> ManifestImages.names(image, imageName));
  }

  public List<String> imagesOtherThan(String imageName) {
    return images().stream().filter(image -> !ManifestImages.names(image, imageName)).toList();
  }

  /// The same object with every image of this name replaced.
  public Manifest withImage(String imageName, String reference) {
    return runs(imageName)
        ? new Manifest(ManifestImages.replaced(object, imageName, reference), position)
        : this;
  }

  /// The same object with every container of just this image, but for init containers, edited.
  public Manifest withContainers(String image, Consumer<Map<String, Object>> edit) {
    return images().contains(image)
        ? new Manifest(ManifestImages.withContainers(object, image, edit), position)
        : this;
  }

  /// Whether Kubernetes shows it as a workload.
  public boolean isWorkload() {
    return WorkloadView.KINDS.contains(object.getKind());
  }

  /// The images that its pods run, each once, as they are written.
  public List<String> images() {
    return ManifestImages.of(object);
  }
}
