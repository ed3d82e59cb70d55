package nebula.rehearsal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes events as the parts of Kubernetes do: one that comes again only counts.
final class EventWriter {
  private final ObjectStore store;
  private final ResourceType type;
  private final Map<List<String>, ObjectKey> written = new HashMap<>();

  EventWriter(ObjectStore store, ResourceTypes types) {
    this.store = store;
    this.type = types.known("Event");
  }

  void normal(JsonNode about, String component, String reason, String message) {
    write(about, "", component, "Normal", reason, message);
  }

  void warning(JsonNode about, String component, String reason, String message) {
    write(about, "", component, "Warning", reason, message);
  }

  /// An event of the kubelet about a container.
  void ofContainer(JsonNode pod, String container, String kind, String reason, String message) {
    write(pod, "spec.containers{" + container + "}", "kubelet", kind, reason, message);
  }

  private void write(
      JsonNode about, String field, String component, String kind, String reason, String message) {
    String uid = about.path("metadata").path("uid").asString("");
    List<String> same = List.of(uid, field, reason, message);
    ObjectKey before = written.get(same);
    if (before != null && store.get(before).isPresent()) {
      store.update(
          before,
          event ->
              event
                  .put("count", event.path("count").asInt(1) + 1)
                  .put("lastTimestamp", store.now()));
    } else {
      ObjectNode event = describe(about, field, component, message);
      event.put("type", kind).put("reason", reason);
      written.put(same, ObjectKey.of(type, store.create(type, event)));
    }
  }

  private ObjectNode describe(JsonNode about, String field, String component, String message) {
    JsonNode metadata = about.path("metadata");
    String namespace = metadata.path("namespace").asString("default");
    ObjectNode event = Json.empty().put("apiVersion", "v1").put("kind", "Event");
    String name = metadata.path("name").asString("");
    event
        .putObject("metadata")
        .put("name", name + "." + Long.toHexString(store.version() + 0x18eb217b00000000L))
        .put("namespace", namespace);
    ObjectNode involved = event.putObject("involvedObject");
    involved
        .put("apiVersion", about.path("apiVersion").asString(""))
        .put("kind", about.path("kind").asString(""))
        .put("name", name)
        .put("namespace", namespace)
        .put("uid", metadata.path("uid").asString(""))
        .put("resourceVersion", metadata.path("resourceVersion").asString(""));
    if (!field.isEmpty()) {
      involved.put("fieldPath", field);
    }
    event.put("message", message).put("count", 1);
    event.put("reportingComponent", component);
    boolean kubelet = component.equals("kubelet");
    event.put("reportingInstance", kubelet ? Stage.NODE : "");
    if (component.equals("default-scheduler")) {
      // The scheduler writes in the newer way, which has one time and no count.
      event.remove("count");
      event.put("action", "Scheduling").put("eventTime", store.clock().instant().toString());
      event.put("reportingInstance", "default-scheduler-" + Stage.NODE);
      event.putObject("source");
      return event.putNull("firstTimestamp").putNull("lastTimestamp");
    }
    ObjectNode source = event.putObject("source").put("component", component);
    if (kubelet) {
      source.put("host", Stage.NODE);
    }
    return event
        .putNull("eventTime")
        .put("firstTimestamp", store.now())
        .put("lastTimestamp", store.now());
  }
}
