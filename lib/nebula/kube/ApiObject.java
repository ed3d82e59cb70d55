package nebula.kube;

import java.time.Instant;
import java.util.List;

/// An object as it is in the cluster, of any kind.
///
/// @param tree all of it
record ApiObject(JsonValue tree) {

  /// The objects of a list's answer.
  static List<ApiObject> all(JsonValue list) {
    return list.at("items").items().stream().map(ApiObject::new).toList();
  }

  JsonValue at(String... names) {
    return tree.at(names);
  }

  JsonValue metadata() {
    return tree.at("metadata");
  }

  String name() {
    return metadata().at("name").text("");
  }

  String uid() {
    return metadata().at("uid").text("");
  }

  /// Empty when it has no such label.
  String label(String name) {
    return metadata().at("labels", name).text("");
  }

  Instant created() {
    return metadata().at("creationTimestamp").instant(Instant.EPOCH);
  }

  /// Whether it is being deleted.
  boolean going() {
    return metadata().at("deletionTimestamp").present();
  }
}
