package nebula.services;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nebula.config.ProjectReader;
import nebula.kube.ManifestLoader;
import nebula.model.Project;
import nebula.model.Service;

/// This project's own files, read as a run reads them.
final class ProjectFiles {
  private ProjectFiles() {}

  static Path root() {
    Path folder = Path.of(System.getProperty("nebula.home", "")).toAbsolutePath();
    while (!Files.exists(folder.resolve(ProjectReader.FILE_NAME))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static Project project() {
    return new ProjectReader(root()).read();
  }

  static List<Service> services() {
    return project().services();
  }

  static List<HasMetadata> objectsOf(Service service) {
    return new ManifestLoader(project().namespace())
        .load(service).stream().map(manifest -> typed(manifest.object())).toList();
  }

  /// Those of one kind, such as the claims of a service.
  static <T extends HasMetadata> List<T> objectsOf(Service service, Class<T> kind) {
    return objectsOf(service).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// What makes the service's pods: each of our services has just one such object.
  static HasMetadata workloadOf(Service service) {
    List<HasMetadata> workloads =
        objectsOf(service).stream().filter(object -> template(object).isPresent()).toList();
    if (workloads.size() != 1) {
      throw new AssertionError(service.name() + " has " + workloads.size() + " workloads");
    }
    return workloads.getFirst();
  }

  static PodTemplateSpec templateOf(Service service) {
    return template(workloadOf(service)).orElseThrow();
  }

  static String text(String file) {
    return text(root().resolve(file));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<PodTemplateSpec> template(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> Optional.of(deployment.getSpec().getTemplate());
      case StatefulSet set -> Optional.of(set.getSpec().getTemplate());
      default -> Optional.empty();
    };
  }

  private static HasMetadata typed(HasMetadata object) {
    return Serialization.unmarshal(Serialization.asJson(object), HasMetadata.class);
  }
}
