package nebula.kube;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds objects whose kind nobody knows: neither Kubernetes, nor a CustomResourceDefinition among
/// the manifests, nor the server. Asks it only for kinds that are not Kubernetes' own, so that most
/// projects ask nothing.
final class UnknownKinds {
  private final ResourceTypes types;

  UnknownKinds(ResourceTypes types) {
    this.types = types;
  }

  List<Manifest> of(List<Manifest> manifests) throws InterruptedException {
    List<Manifest> foreign = manifests.stream().filter(UnknownKinds::isForeign).toList();
    if (foreign.isEmpty()) {
      return List.of();
    }
    Map<String, ResourceType> defined = new HashMap<>();
    for (Manifest manifest : manifests) {
      DesiredObjects.addDefined(new JsonValue(ManifestTree.of(manifest.object())), defined);
    }
    List<Manifest> unknown = new ArrayList<>();
    for (Manifest manifest : foreign) {
      String apiVersion = manifest.object().getApiVersion();
      String kind = manifest.object().getKind();
      if (!defined.containsKey(apiVersion + " " + kind) && types.lacks(apiVersion, kind)) {
        unknown.add(manifest);
      }
    }
    return unknown;
  }

  private static boolean isForeign(Manifest manifest) {
    String apiVersion = manifest.object().getApiVersion();
    String kind = manifest.object().getKind();
    return ResourceTypes.usual(apiVersion, kind).isEmpty()
        && !(ManifestKinds.isFinished(apiVersion)
            && ManifestKinds.model(apiVersion, kind).isPresent());
  }
}
