package nebula.rehearsal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who set which fields of an object: its `metadata.managedFields`.
record ManagedFields(List<Entry> entries) {
  ManagedFields {
    entries = List.copyOf(entries);
  }

  /// @param applies whether by server-side apply, else by update
  record Entry(String manager, boolean applies, String apiVersion, Instant at, ObjectNode fields) {

    /// What the message about a conflict says of how the fields were set.
    String using() {
      return applies ? "" : " using " + apiVersion;
    }

    private Entry with(ObjectNode others, Instant now) {
      return others.equals(fields) ? this : new Entry(manager, applies, apiVersion, now, others);
    }
  }

  static ManagedFields of(ObjectNode object) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      entries.add(
          new Entry(
              entry.path("manager").asString(""),
              entry.path("operation").asString("").equals("Apply"),
              entry.path("apiVersion").asString(""),
              Instant.parse(entry.path("time").asString("1970-01-01T00:00:00Z")),
              (ObjectNode) entry.path("fieldsV1")));
    }
    return new ManagedFields(entries);
  }

  ObjectNode appliedBy(String manager) {
    return entries.stream()
        .filter(entry -> entry.applies() && entry.manager().equals(manager))
        .map(Entry::fields)
        .findFirst()
        .orElseGet(Json::empty);
  }

  List<Entry> othersThanApplying(String manager) {
    return entries.stream()
        .filter(entry -> !entry.applies() || !entry.manager().equals(manager))
        .toList();
  }

  ManagedFields without(Entry entry, ObjectNode fields) {
    return changed(
        one -> one == entry ? one.with(FieldSet.minus(one.fields(), fields), one.at()) : one);
  }

  ManagedFields withApplied(String manager, String apiVersion, ObjectNode fields, Instant now) {
    return withEntry(manager, true, apiVersion, fields, now);
  }

  /// After an update by a manager that does not apply: what it changed is its own now.
  ManagedFields withUpdated(String manager, ObjectNode before, ObjectNode after, Instant now) {
    ObjectNode changed = FieldSet.changed(before, after);
    ManagedFields left =
        changed(one ->
            one.with(FieldSet.present(FieldSet.minus(one.fields(), changed), after), one.at()));
    ObjectNode own =
        left.entries.stream()
            .filter(entry -> !entry.applies() && entry.manager().equals(manager))
            .map(entry -> FieldSet.union(entry.fields(), changed))
            .findFirst()
            .orElse(changed);
    return left.withEntry(manager, false, after.path("apiVersion").asString(""), own, now);
  }

  void into(ObjectNode object) {
    ObjectNode metadata = Json.child(object, "metadata");
    metadata.remove("managedFields");
    if (entries.isEmpty()) {
      return;
    }
    var array = metadata.putArray("managedFields");
    for (Entry entry : entries) {
      array
          .addObject()
          .put("manager", entry.manager())
          .put("operation", entry.applies() ? "Apply" : "Update")
          .put("apiVersion", entry.apiVersion())
          .put("time", entry.at().truncatedTo(ChronoUnit.SECONDS).toString())
          .put("fieldsType", "FieldsV1")
          .set("fieldsV1", entry.fields());
    }
  }

  private ManagedFields withEntry(
      String manager, boolean applies, String apiVersion, ObjectNode fields, Instant now) {
    for (Entry entry : entries) {
      if (entry.applies() == applies && entry.manager().equals(manager)) {
        return changed(one -> one == entry ? one.with(fields, now) : one);
      }
    }
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(manager, applies, apiVersion, now, fields));
    return new ManagedFields(more.stream().filter(one -> !one.fields().isEmpty()).toList());
  }

  private ManagedFields changed(UnaryOperator<Entry> change) {
    return new ManagedFields(
        entries.stream().map(change).filter(entry -> !entry.fields().isEmpty()).toList());
  }
}
