package nebula.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Services of which a test needs little more than the name.
public final class ServiceOnPaper {
  private ServiceOnPaper() {}

  public static Service of(String name, String... dependsOn) {
    return of(name, Optional.empty(), dependsOn);
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
    return of(name, Optional.of(build));
  }

  private static Service of(String name, Optional<Build> build, String... dependsOn) {
    return new Service(
        name,
        "app",
        declared(name),
        List.of(),
        List.of(dependsOn),
        List.of(),
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
