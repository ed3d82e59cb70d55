package nebula.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an apply makes of a stored object: the manager's fields are set, those it applied before
/// and no longer sends are gone, those of others stay.
///
/// @param manager the `fieldManager` of the request
/// @param force whether fields of other managers are taken over
record ServerSideApply(String manager, boolean force, Instant now) {

  /// @param stored not changed
  /// @throws StatusError 409 when another manager set a field to another value
  ObjectNode apply(ObjectNode stored, ObjectNode applied) {
    ObjectNode wanted = withoutNulls(applied);
    wanted.remove("status");
    ObjectNode fields = FieldSet.of(wanted);
    ManagedFields managed = ManagedFields.of(stored);
    ObjectNode before = managed.appliedBy(manager);
    managed = settleConflicts(managed, stored, wanted);

    ObjectNode result = merge(stored, wanted);
    ObjectNode dropped = FieldSet.minus(before, fields);
    for (ManagedFields.Entry other : managed.othersThanApplying(manager)) {
      dropped = FieldSet.minus(dropped, other.fields());
    }
    FieldSet.remove(result, dropped);
    managed.withApplied(manager, stored.path("apiVersion").asString(""), fields, now).into(result);
    return result;
  }

  private ManagedFields settleConflicts(
      ManagedFields managed, ObjectNode stored, ObjectNode wanted) {
    List<FieldConflict> conflicts = new ArrayList<>();
    ManagedFields settled = managed;
    for (ManagedFields.Entry other : managed.othersThanApplying(manager)) {
      ObjectNode differing = FieldSet.differing(other.fields(), stored, wanted);
      List<String> paths = new ArrayList<>();
      FieldSet.paths(differing, "", paths);
      paths.forEach(path -> conflicts.add(new FieldConflict(other.manager(), other.using(), path)));
      settled = settled.without(other, differing);
    }
    if (!force && !conflicts.isEmpty()) {
      throw StatusError.applyConflict(conflicts);
    }
    return settled;
  }

  private static ObjectNode merge(ObjectNode into, ObjectNode from) {
    ObjectNode merged = into.deepCopy();
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      merged.set(entry.getKey(), mergeValue(entry.getKey(), into, entry.getValue()));
    }
    return merged;
  }

  private static JsonNode mergeValue(String name, ObjectNode into, JsonNode value) {
    JsonNode there = into.get(name);
    if (there instanceof ObjectNode map && value instanceof ObjectNode wanted) {
      return merge(map, wanted);
    }
    if (there instanceof ArrayNode list
        && value instanceof ArrayNode wanted
        && ListKey.isKeyed(name, list)
        && ListKey.isKeyed(name, wanted)) {
      return mergeElements(name, list, wanted);
    }
    return value.deepCopy();
  }

  private static ArrayNode mergeElements(String name, ArrayNode there, ArrayNode wanted) {
    ArrayNode rest = there.deepCopy();
    ArrayNode merged = there.arrayNode();
    for (JsonNode element : wanted) {
      int index = ListKey.indexOf(rest, ListKey.of(name, element));
      merged.add(
          index < 0
              ? element.deepCopy()
              : merge((ObjectNode) rest.remove(index), (ObjectNode) element));
    }
    return merged.addAll(rest);
  }

  private static ObjectNode withoutNulls(ObjectNode object) {
    ObjectNode kept = Json.empty();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode value = entry.getValue();
      if (!value.isNull()) {
        kept.set(entry.getKey(), value instanceof ObjectNode map ? withoutNulls(map) : value);
      }
    }
    return kept;
  }
}
