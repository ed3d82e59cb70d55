package nebula.services;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import nebula.kube.ManifestLoader;
import nebula.model.Service;

/// One of this project's services in the cluster, with the objects of its manifests. Those that are
/// processes of this machine have none.
record OurService(Service service, List<HasMetadata> objects) {

  static List<OurService> all() {
    ManifestLoader loader = new ManifestLoader(ProjectFiles.project().namespace());
    return ProjectFiles.project().services().stream()
        .filter(service -> service.local().isEmpty())
        .map(service ->
            new OurService(
                service,
                loader.load(service).stream().map(manifest -> typed(manifest.object())).toList()))
        .toList();
  }

  String name() {
    return service.name();
  }

  /// Those of one kind, such as the claims of a service.
  <T extends HasMetadata> List<T> objects(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// What makes the service's pods: each of our services has just one such object.
  HasMetadata workload() {
    List<HasMetadata> workloads =
        objects.stream().filter(object -> template(object).isPresent()).toList();
    if (workloads.size() != 1) {
      throw new AssertionError(name() + " has " + workloads.size() + " workloads");
    }
    return workloads.getFirst();
  }

  PodTemplateSpec template() {
    return template(workload()).orElseThrow();
  }

  PodSpec pod() {
    return template().getSpec();
  }

  List<Container> containers() {
    return pod().getContainers();
  }

  /// Those that must end before the others start.
  List<Container> initContainers() {
    return pod().getInitContainers();
  }

  List<String> images() {
    return containers().stream().map(Container::getImage).toList();
  }

  @Override
  public String toString() {
    return name();
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
