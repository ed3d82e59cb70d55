package nebula.config;

import java.nio.file.Path;
import java.util.List;

/// A `service.yaml` that the walk found.
///
/// @param manifests the other YAML files of its folder, in order of name
record ServiceFile(Path file, List<Path> manifests) {
  static final String NAME = "service.yaml";

  ServiceFile {
    manifests = List.copyOf(manifests);
  }
}
