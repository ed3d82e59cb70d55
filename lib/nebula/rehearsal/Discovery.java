package nebula.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says what the server serves: `/version`, `/api`, `/apis` and the resources of each version.
final class Discovery {
  private final ResourceTypes types;

  Discovery(ResourceTypes types) {
    this.types = types;
  }

  Optional<ObjectNode> answer(String path) {
    String[] parts = path.substring(1).split("/");
    return switch (parts[0]) {
      case "version" -> Optional.of(version());
      case "api" -> parts.length == 1 ? Optional.of(core()) : resources("", parts, 1);
      case "apis" ->
          switch (parts.length) {
            case 1 -> Optional.of(groups());
            case 2 -> group(parts[1]);
            default -> resources(parts[1], parts, 2);
          };
      default -> Optional.empty();
    };
  }

  private static ObjectNode version() {
    return Json.empty()
        .put("major", "1")
        .put("minor", "34")
        .put("gitVersion", "v1.34.0+rehearsal")
        .put("platform", "rehearsal");
  }

  private static ObjectNode core() {
    ObjectNode versions = Json.empty().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    return versions;
  }

  private ObjectNode groups() {
    ObjectNode list = Json.empty().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    versionsByGroup().forEach((group, versions) -> groups.add(describe(group, versions)));
    return list;
  }

  private Optional<ObjectNode> group(String name) {
    return Optional.ofNullable(versionsByGroup().get(name))
        .map(versions -> describe(name, versions).put("kind", "APIGroup").put("apiVersion", "v1"));
  }

  private Map<String, List<String>> versionsByGroup() {
    return types.all().stream()
        .filter(type -> !type.group().isEmpty())
        .collect(
            Collectors.groupingBy(
                ResourceType::group,
                LinkedHashMap::new,
                Collectors.mapping(
                    ResourceType::version,
                    Collectors.collectingAndThen(
                        Collectors.toList(), all -> all.stream().distinct().toList()))));
  }

  private static ObjectNode describe(String group, List<String> versions) {
    ObjectNode described = Json.empty().put("name", group);
    ArrayNode array = described.putArray("versions");
    versions.forEach(version -> describeVersion(array.addObject(), group, version));
    describeVersion(described.putObject("preferredVersion"), group, versions.getFirst());
    return described;
  }

  private static void describeVersion(ObjectNode into, String group, String version) {
    into.put("groupVersion", group + "/" + version).put("version", version);
  }

  private Optional<ObjectNode> resources(String group, String[] parts, int versionAt) {
    String version = parts[versionAt];
    List<ResourceType> served =
        types.all().stream()
            .filter(type -> type.group().equals(group) && type.version().equals(version))
            .toList();
    if (served.isEmpty() || parts.length > versionAt + 1) {
      return Optional.empty();
    }
    ObjectNode list = Json.empty().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", served.getFirst().apiVersion());
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : served) {
      ObjectNode resource = resources.addObject();
      resource
          .put("name", type.plural())
          .put("singularName", type.kind().toLowerCase(java.util.Locale.ROOT))
          .put("namespaced", type.namespaced())
          .put("kind", type.kind());
      ArrayNode verbs = resource.putArray("verbs");
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch")
          .forEach(verbs::add);
    }
    return Optional.of(list);
  }
}
