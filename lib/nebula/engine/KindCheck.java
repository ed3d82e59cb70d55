package nebula.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Service;

/// Looks, before anything is sent, whether the cluster has the kinds of all objects. A kind that a
/// service of the project may bring while it runs, as operators do, is let through for those that
/// wait for it.
final class KindCheck {
  /// Without one of these nothing in a cluster may define a kind.
  private static final Set<String> BRINGS_KINDS = Set.of("ClusterRoleBinding", "HelmChart");

  private final Plan plan;
  private final Map<String, List<Manifest>> manifests;

  /// @param manifests of all services, by name
  KindCheck(Plan plan, Map<String, List<Manifest>> manifests) {
    this.plan = plan;
    this.manifests = manifests;
  }

  /// @throws Failure bad input, when the cluster has no such kind
  void check(Kube kube) throws InterruptedException {
    List<Manifest> all = new ArrayList<>();
    manifests.values().forEach(all::addAll);
    Set<Manifest> unknown = new HashSet<>(kube.unknownKinds(all));
    List<Problem> problems = new ArrayList<>();
    if (!unknown.isEmpty()) {
      for (Service service : plan.services()) {
        boolean mayCome = mayCome(service);
        manifests.get(service.name()).stream()
            .filter(manifest -> !mayCome && unknown.contains(manifest))
            .forEach(manifest -> problems.add(problem(manifest)));
      }
    }
    if (!problems.isEmpty()) {
      throw Failure.badInput(problems);
    }
  }

  private boolean mayCome(Service service) {
    return plan.graph().withDependencies(service.dependsOn()).stream().anyMatch(this::bringsKinds);
  }

  private boolean bringsKinds(String name) {
    List<Manifest> own = manifests.getOrDefault(name, List.of());
    // A process of this machine may do what the person may.
    return own.isEmpty()
        || own.stream().anyMatch(object -> BRINGS_KINDS.contains(object.object().getKind()));
  }

  private static Problem problem(Manifest manifest) {
    String apiVersion = manifest.object().getApiVersion();
    return Problem.at(
        manifest.position(),
        "unknown kind '%s' in '%s': neither the cluster nor a manifest of the project defines it"
            .formatted(manifest.object().getKind(), apiVersion),
        "correct kind or apiVersion, or add its CustomResourceDefinition to the manifests");
  }
}
