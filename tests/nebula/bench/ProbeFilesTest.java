package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nebula.config.ProjectReader;
import nebula.kube.Manifest;
import nebula.kube.ManifestLoader;
import nebula.model.Service;
import org.junit.jupiter.api.Test;
import sandbox.Sandbox;

class ProbeFilesTest {
  @Test
  void theServicesAreAsNebulaReadsThem() {
    try (Sandbox sandbox = Sandbox.empty(Sandbox.Place.BENCH, "probe-files")) {
      ProbeFiles files = new ProbeFiles(sandbox);
      files.built("live", 19081);
      files.plain("flood-0", 19082);
      List<Service> services = new ProjectReader(sandbox.root()).read().services();
      assertEquals(List.of("flood-0", "live"), services.stream().map(Service::name).toList());
      assertEquals(List.of("ConfigMap flood-0", "Deployment flood-0"), titles(services.get(0)));
      assertEquals(List.of("Deployment live"), titles(services.get(1)));
      assertTrue(manifests(services.get(1)).getFirst().runs("bench-live"));
    }
  }

  private static List<String> titles(Service service) {
    return manifests(service).stream().map(Manifest::title).toList();
  }

  private static List<Manifest> manifests(Service service) {
    return new ManifestLoader("probe-files").load(service);
  }
}
