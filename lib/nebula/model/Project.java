package nebula.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything that the project's own files say.
///
/// @param root the folder that holds `nebula.yaml`
/// @param namespace that all objects live in
/// @param serviceFolders that the services were found below; watched while a run lasts
/// @param allowContexts kubectl contexts that may be written to beside the cluster's own
/// @param parallelBuilds how many images are built side by side at most
public record Project(
    Path root,
    String namespace,
    ClusterSettings cluster,
    RegistrySettings registry,
    List<Path> serviceFolders,
    DashboardSettings dashboard,
    List<String> allowContexts,
    List<Service> services,
    int parallelBuilds) {
  public Project {
    serviceFolders = List.copyOf(serviceFolders);
    allowContexts = List.copyOf(allowContexts);
    services = List.copyOf(services);
  }

  public Optional<Service> service(String name) {
    return services.stream().filter(service -> service.name().equals(name)).findFirst();
  }
}
