package nebula.rehearsal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a request's path names: `/apis/GROUP/VERSION/namespaces/NAMESPACE/PLURAL/NAME/SUBRESOURCE`.
///
/// @param namespace empty for all namespaces, and for types that have none
/// @param name empty for the whole collection
/// @param subresource such as `status`, `scale` or `log`
record ResourcePath(
    ResourceType type, String namespace, Optional<String> name, Optional<String> subresource) {

  static Optional<ResourcePath> parse(String path, ResourceTypes types) {
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    boolean core = !parts.isEmpty() && parts.getFirst().equals("api");
    int first = core ? 2 : 3;
    if (parts.size() <= first || !core && !parts.getFirst().equals("apis")) {
      return Optional.empty();
    }
    String group = core ? "" : parts.get(1);
    String version = parts.get(first - 1);
    List<String> rest = parts.subList(first, parts.size());
    String namespace = "";
    if (rest.size() > 2 && rest.getFirst().equals("namespaces") && !ofNamespace(rest.get(2))) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    String inNamespace = namespace;
    Optional<String> name = at(rest, 1);
    Optional<String> subresource = at(rest, 2);
    return types
        .byPlural(group, version, rest.getFirst())
        .map(type -> new ResourcePath(type, inNamespace, name, subresource));
  }

  ObjectKey key() {
    return new ObjectKey(type, namespace, name.orElseThrow());
  }

  private static boolean ofNamespace(String part) {
    return part.equals("status") || part.equals("finalize");
  }

  private static Optional<String> at(List<String> parts, int index) {
    return parts.size() > index ? Optional.of(parts.get(index)) : Optional.empty();
  }
}
