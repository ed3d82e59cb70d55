package nebula.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import nebula.model.Position;

/// One object of a manifest file and where it begins.
public record Manifest(HasMetadata object, Position position) {
  /// `Deployment postgres`, as messages name it.
  public String title() {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  /// The images that its pods run, each once, as they are written.
  public List<String> images() {
    return ManifestImages.of(object);
  }
}
