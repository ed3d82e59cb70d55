package nebula.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An object as it is in the cluster. Always fabric8's generic one: the model of a pod costs a
/// start half a second of CPU.
record ApiObject(GenericKubernetesResource resource) {

  static List<ApiObject> all(GenericKubernetesResourceList list) {
    return list.getItems().stream().map(ApiObject::new).toList();
  }

  ObjectMeta metadata() {
    ObjectMeta metadata = resource.getMetadata();
    return metadata == null ? new ObjectMeta() : metadata;
  }

  String name() {
    String name = metadata().getName();
    return name == null ? "" : name;
  }

  String uid() {
    String uid = metadata().getUid();
    return uid == null ? "" : uid;
  }

  /// Empty when it has no such label.
  String label(String name) {
    Map<String, String> labels = metadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(name, "");
  }

  Instant created() {
    return new JsonValue(metadata().getCreationTimestamp()).instant(Instant.EPOCH);
  }

  /// Whether it is being deleted.
  boolean going() {
    return metadata().getDeletionTimestamp() != null;
  }

  /// What is below the names, one level each, `metadata` left out.
  JsonValue at(String... names) {
    return new JsonValue(resource.getAdditionalProperties()).at(names);
  }
}
