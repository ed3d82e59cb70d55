package nebula.kube;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nebula.config.Problems;
import nebula.model.Failure;
import nebula.model.Position;
import nebula.model.Service;

/// Reads the manifests of services without asking a cluster. The objects are generic ones: typed
/// ones cost Jackson's whole model of a pod, half a second of CPU at the first of them. Safe for
/// several threads.
public final class ManifestLoader {
  private final String namespace;
  private final ManifestKinds kinds = new ManifestKinds();
  private final Map<String, Owned> owners = new HashMap<>();

  private record Owned(String service, Position position) {}

  /// @param namespace the project's; an object that names another is refused
  public ManifestLoader(String namespace) {
    this.namespace = namespace;
  }

  /// The objects of the service's files in their order, Lists taken apart. Remembers them, so that
  /// an object that a service loaded earlier has too is refused.
  ///
  /// @throws Failure bad input, with every problem of every file of the service
  public List<Manifest> load(Service service) {
    Problems problems = new Problems();
    ManifestReader reader = new ManifestReader(namespace, kinds, problems);
    ManifestYaml yaml = new ManifestYaml(problems);
    List<Manifest> manifests = new ArrayList<>();
    for (Path file : service.manifests()) {
      for (ManifestNode document : yaml.documents(file)) {
        manifests.addAll(reader.read(document));
      }
    }
    checkTwice(service.name(), manifests, problems);
    problems.throwIfAny();
    return List.copyOf(manifests);
  }

  private synchronized void checkTwice(
      String service, List<Manifest> manifests, Problems problems) {
    owners.values().removeIf(owned -> owned.service().equals(service));
    for (Manifest manifest : manifests) {
      String key = group(manifest.object().getApiVersion()) + " " + manifest.title();
      Owned first = owners.putIfAbsent(key, new Owned(service, manifest.position()));
      if (first != null) {
        problems.add(
            manifest.position(),
            "the " + manifest.title() + " is here twice",
            "rename one or take it away; the first is of the service '"
                + first.service()
                + "' at "
                + first.position());
      }
    }
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
