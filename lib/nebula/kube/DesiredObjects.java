package nebula.kube;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.model.Cause;

/// Makes of a service's manifests the objects that are sent.
final class DesiredObjects {
  private final ResourceTypes types;
  private final KubernetesSerialization json;
  private final String namespace;

  DesiredObjects(ResourceTypes types, KubernetesSerialization json, String namespace) {
    this.types = types;
    this.json = json;
    this.namespace = namespace;
  }

  /// @throws ApplyRefused when the server has no such kind
  List<Desired> of(String service, List<Manifest> manifests)
      throws ApplyRefused, InterruptedException {
    List<Map<String, Object>> trees = new ArrayList<>();
    Map<String, ResourceType> defined = new HashMap<>();
    for (Manifest manifest : manifests) {
      Map<String, Object> tree = ManifestTree.of(manifest.object());
      Labels.put(tree, service);
      trees.add(tree);
      addDefined(new JsonValue(tree), defined);
    }
    List<Desired> wanted = new ArrayList<>();
    for (int index = 0; index < trees.size(); index++) {
      wanted.add(desired(manifests.get(index), new JsonValue(trees.get(index)), defined));
    }
    return wanted;
  }

  private Desired desired(Manifest manifest, JsonValue tree, Map<String, ResourceType> defined)
      throws ApplyRefused, InterruptedException {
    String apiVersion = tree.at("apiVersion").text("");
    String kind = tree.at("kind").text("");
    Optional<ResourceType> found =
        Optional.ofNullable(defined.get(apiVersion + " " + kind))
            .or(() -> ResourceTypes.usual(apiVersion, kind));
    ResourceType type =
        found.isPresent()
            ? found.get()
            : types
                .find(apiVersion, kind)
                .orElseThrow(() -> unknownKind(manifest, apiVersion, kind));
    String in = tree.at("metadata", "namespace").text(namespace);
    if (type.namespaced()) {
      tree.at("metadata").map().put("namespace", in);
    }
    String text = json.asJson(tree.raw());
    return new Desired(
        manifest.title(),
        manifest.position(),
        type,
        type.collection(in),
        tree.at("metadata", "name").text(""),
        tree,
        text,
        Fingerprint.of(text));
  }

  /// The kinds that a CRD among the manifests brings: the server does not know them yet.
  static void addDefined(JsonValue object, Map<String, ResourceType> defined) {
    if (!object.at("kind").text("").equals("CustomResourceDefinition")) {
      return;
    }
    JsonValue spec = object.at("spec");
    String kind = spec.at("names", "kind").text("");
    String plural = spec.at("names", "plural").text("");
    boolean namespaced = spec.at("scope").text("").equals("Namespaced");
    for (JsonValue version : spec.at("versions").items()) {
      String apiVersion = spec.at("group").text("") + "/" + version.at("name").text("");
      defined.put(apiVersion + " " + kind, new ResourceType(apiVersion, kind, plural, namespaced));
    }
  }

  private static ApplyRefused unknownKind(Manifest manifest, String apiVersion, String kind) {
    return new ApplyRefused(
        Cause.of(
            Cause.Kind.REFUSED,
            manifest.title()
                + " ("
                + manifest.position()
                + "): the cluster has no kind "
                + kind
                + " in "
                + apiVersion,
            "correct apiVersion or kind, or add the CustomResourceDefinition to the manifests"));
  }
}
