package nebula.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.config.Names;
import nebula.config.Nearest;
import nebula.config.Problems;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Makes objects of the documents of a manifest, and says what Kubernetes would not take in them.
final class ManifestReader {
  private final String namespace;
  private final ManifestKinds kinds;
  private final Problems problems;
  private final ManifestFields fields;
  private final ManifestTreeReader trees;

  ManifestReader(String namespace, ManifestKinds kinds, Problems problems) {
    this.namespace = namespace;
    this.kinds = kinds;
    this.problems = problems;
    this.fields = new ManifestFields(problems);
    this.trees = new ManifestTreeReader(problems);
  }

  /// One object, several for a List, none when a problem was added.
  List<Manifest> read(ManifestNode document) {
    if (!(document.node() instanceof MappingNode)) {
      problems.add(
          document.position(),
          "the document is " + document.described(),
          "it must be a Kubernetes object: a map with apiVersion, kind and metadata");
      return List.of();
    }
    Optional<String> kind = text(document, "kind");
    Optional<ManifestNode> items = document.member("items");
    if (kind.isPresent()
        && kind.get().endsWith("List")
        && items.isPresent()
        && items.get().node() instanceof SequenceNode list) {
      List<Manifest> manifests = new ArrayList<>();
      for (Node item : list.getValue()) {
        manifests.addAll(read(document.at(item)));
      }
      return manifests;
    }
    if (kind.isPresent() && kind.get().equals("List")) {
      problems.add(
          items.orElse(document).position(),
          "the List has no list of 'items'",
          "put its objects below 'items:'");
      return List.of();
    }
    return object(document, kind).map(List::of).orElse(List.of());
  }

  private Optional<Manifest> object(ManifestNode document, Optional<String> kind) {
    Optional<String> apiVersion = text(document, "apiVersion");
    if (document.member("kind").isEmpty() && document.member("apiVersion").isEmpty()) {
      problems.add(
          document.position(),
          "this is no Kubernetes object: it has neither 'apiVersion' nor 'kind'",
          "add both; or, if it is another program's, say in service.yaml which files are manifests:"
              + " 'manifests: [FILE]'");
      return Optional.empty();
    }
    if (apiVersion.isPresent() && apiVersion.get().startsWith("kustomize.config.k8s.io/")) {
      problems.add(
          document.position(),
          "a " + kind.orElse("file") + " is for kustomize, and no object of a cluster",
          "write its objects out with 'kubectl kustomize', and name that file under 'manifests'");
      return Optional.empty();
    }
    if (kind.isEmpty() && document.member("kind").isEmpty()) {
      problems.add(
          document.position(), "the object has no 'kind'", "add one, such as 'kind: Deployment'");
    }
    if (apiVersion.isEmpty() && document.member("apiVersion").isEmpty()) {
      problems.add(
          document.position(), "the object has no 'apiVersion'", "add " + apiVersionOf(kind));
    }
    if (kind.isEmpty() || apiVersion.isEmpty()) {
      return Optional.empty();
    }
    int before = problems.count();
    Optional<Class<?>> model = ManifestKinds.model(apiVersion.get(), kind.get());
    Map<String, Object> tree = trees.map(document);
    if (model.isPresent() && ManifestKinds.isFinished(apiVersion.get())) {
      fields.check(model.get(), document);
    } else if (model.isPresent() || kinds.mayBeUnknown(apiVersion.get())) {
      fields.checkMetadata(document);
    } else {
      addUnknownKind(document, apiVersion.get(), kind.get());
    }
    checkMetadata(document, apiVersion.get(), kind.get());
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new Manifest(resource(tree), document.position()));
  }

  private Optional<String> text(ManifestNode document, String key) {
    Optional<ManifestNode> value = document.member(key);
    Optional<String> text = value.flatMap(ManifestNode::scalar).filter(it -> !it.isBlank());
    if (value.isPresent() && text.isEmpty()) {
      String what = "'" + key + "' is " + value.get().described();
      problems.add(value.get().position(), what, "it must be a word");
    }
    return text;
  }

  private String apiVersionOf(Optional<String> kind) {
    List<String> versions = kind.map(kinds::apiVersionsOf).orElse(List.of());
    return versions.isEmpty()
        ? "one, such as 'apiVersion: apps/v1'"
        : "'apiVersion: " + versions.getFirst() + "'";
  }

  private void addUnknownKind(ManifestNode document, String apiVersion, String kind) {
    List<String> versions = kinds.apiVersionsOf(kind);
    if (!versions.isEmpty()) {
      problems.add(
          document.member("apiVersion").orElse(document).position(),
          "there is no " + kind + " in '" + apiVersion + "'",
          "write 'apiVersion: " + versions.getFirst() + "'");
      return;
    }
    Optional<String> meant = Nearest.of(kind, kinds.kindsOf(apiVersion));
    problems.add(
        document.member("kind").orElse(document).position(),
        "unknown kind '" + kind + "' in '" + apiVersion + "'",
        meant.map(name -> "did you mean '" + name + "'?").orElse("correct kind or apiVersion"));
  }

  private void checkMetadata(ManifestNode document, String apiVersion, String kind) {
    Optional<ManifestNode> metadata = document.member("metadata");
    Optional<ManifestNode> name = metadata.flatMap(it -> it.member("name"));
    Optional<ManifestNode> generated = metadata.flatMap(it -> it.member("generateName"));
    generated.ifPresent(it ->
        problems.add(
            it.position(),
            "'generateName' would make a new " + kind + " at every start",
            "write 'name:' instead"));
    if (name.isEmpty() && generated.isEmpty()) {
      problems.add(
          metadata.orElse(document).position(),
          "the " + kind + " has no metadata.name",
          metadata.isPresent() ? "add 'name:' below 'metadata:'" : "add 'metadata: {name: …}'");
    }
    name.ifPresent(it -> checkName(it, apiVersion, kind));
    metadata.flatMap(it -> it.member("namespace")).ifPresent(it -> checkNamespace(it, kind));
  }

  private void checkName(ManifestNode value, String apiVersion, String kind) {
    Optional<String> name = value.scalar();
    if (name.isEmpty() || apiVersion.startsWith("rbac.")) {
      return; // a name that is no scalar was told of as a field; roles are called `system:x` too
    }
    boolean label = kind.equals("Service") || kind.equals("Namespace");
    boolean letterFirst = !kind.equals("Service") || !Character.isDigit(name.get().charAt(0));
    boolean good = label ? Names.isLabel(name.get()) : Names.isSubdomain(name.get());
    if (!good || !letterFirst) {
      String taken =
          "a-z, 0-9"
              + (label ? " and '-'" : ", '-' and '.'")
              + (letterFirst ? ", a letter or digit at both ends" : ", a letter at the start")
              + (label ? ", at most 63 characters" : "");
      problems.add(
          value.position(),
          "Kubernetes takes no " + kind + " called '" + name.get() + "'",
          "use only " + taken);
    }
  }

  private void checkNamespace(ManifestNode value, String kind) {
    if (!value.scalar().orElse("").equals(namespace)) {
      problems.add(
          value.position(),
          "the "
              + kind
              + " is for the namespace "
              + value.described()
              + ", not '"
              + namespace
              + "'",
          "take 'namespace:' away, or set 'namespace:' in nebula.yaml");
    }
  }

  private static GenericKubernetesResource resource(Map<String, Object> tree) {
    Map<String, Object> rest = new LinkedHashMap<>(tree);
    GenericKubernetesResource resource = new GenericKubernetesResource();
    resource.setApiVersion(String.valueOf(rest.remove("apiVersion")));
    resource.setKind(String.valueOf(rest.remove("kind")));
    resource.setMetadata(metadata(rest.remove("metadata")));
    resource.setAdditionalProperties(rest);
    return resource;
  }

  private static ObjectMeta metadata(Object tree) {
    ObjectMeta metadata = new ObjectMeta();
    Map<String, Object> others = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) tree).entrySet()) {
      Object value = entry.getValue();
      switch (entry.getKey().toString()) {
        case "name" -> metadata.setName(String.valueOf(value));
        case "namespace" -> metadata.setNamespace(value == null ? null : value.toString());
        case "labels" -> metadata.setLabels(texts(value));
        case "annotations" -> metadata.setAnnotations(texts(value));
        default -> others.put(entry.getKey().toString(), value);
      }
    }
    metadata.setAdditionalProperties(others);
    return metadata;
  }

  private static Map<String, String> texts(Object tree) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> texts.put(key.toString(), value == null ? "" : value.toString()));
    }
    return texts;
  }
}
