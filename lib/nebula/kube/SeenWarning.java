package nebula.kube;

import java.time.Instant;
import nebula.model.Observation.Warning;

/// A Warning event and which object it is about.
///
/// @param uid of the object; may be empty
record SeenWarning(String uid, Warning warning) {

  static SeenWarning of(ApiObject event) {
    JsonValue about = event.at("involvedObject");
    Instant created = event.created();
    Instant last =
        event
            .at("series", "lastObservedTime")
            .instant(event.at("lastTimestamp").instant(event.at("eventTime").instant(created)));
    int count = (int) Math.max(event.at("count").number(1), event.at("series", "count").number(1));
    Warning warning =
        new Warning(
            about.at("kind").text(""),
            about.at("name").text(""),
            event.at("reason").text(""),
            event.at("message").text("").strip(),
            count,
            last);
    return new SeenWarning(about.at("uid").text(""), warning);
  }

  /// By its uid, so that what was said of an older object of the name is not held against this one.
  boolean isAbout(SeenObject object) {
    if (!uid.isEmpty() && uid.equals(object.uid())) {
      return true;
    }
    return object.kind().equals("Deployment")
        && warning.kind().equals("ReplicaSet")
        && isReplicaSetOf(object.name())
        && !warning.last().isBefore(object.created());
  }

  /// `NAME-HASH`: replica sets are not watched, they say nothing else of use.
  private boolean isReplicaSetOf(String deployment) {
    int dash = warning.name().lastIndexOf('-');
    return dash > 0 && warning.name().substring(0, dash).equals(deployment);
  }
}
