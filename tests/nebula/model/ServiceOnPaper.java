package nebula.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Services of which a test needs little more than the name.
public final class ServiceOnPaper {
  private ServiceOnPaper() {}

  public static Service of(String name, String... dependsOn) {
    return service(
        name, declared(name), List.of(), List.of(dependsOn), List.of(), Optional.empty());
  }

  public static Service withPorts(String name, List<Port> ports) {
    return service(name, declared(name), List.of(), List.of(), ports, Optional.empty());
  }

  /// One whose file would be in that folder.
  public static Service withManifests(String name, Path folder, List<Path> manifests) {
    Position declared = Position.startOf(folder.resolve("service.yaml"));
    return service(name, declared, manifests, List.of(), List.of(), Optional.empty());
  }

  /// One whose image is built from that folder, by the Dockerfile there.
  public static Service built(String name, Path folder) {
    Build build =
        new Build(
            name,
            folder,
            folder.resolve("Dockerfile"),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty(),
            declared(name));
    return service(name, declared(name), List.of(), List.of(), List.of(), Optional.of(build));
  }

  private static Service service(
      String name,
      Position declared,
      List<Path> manifests,
      List<String> dependsOn,
      List<Port> ports,
      Optional<Build> build) {
    return new Service(
        name,
        "app",
        declared,
        manifests,
        dependsOn,
        ports,
        List.of(),
        List.of(),
        build,
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static Position declared(String name) {
    return Position.startOf(Path.of("services/" + name + "/service.yaml"));
  }
}
