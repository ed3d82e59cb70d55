package nebula.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Observation;

/// A container in one of its lives: each begins with the image's files.
///
/// @param life another one after each restart
record Container(String pod, String container, String life) {

  /// Those that a service's files belong in: the running containers of the image that was built for
  /// it, else the first of each pod.
  static List<Container> running(Observation observation, Optional<String> image) {
    List<Container> found = new ArrayList<>();
    for (Observation.Pod pod : observation.pods()) {
      if (pod.terminating()) {
        continue;
      }
      List<Observation.Container> candidates =
          pod.containers().stream()
              .filter(each -> !each.init())
              .filter(each -> image.isEmpty() || image.get().equals(each.image()))
              .limit(image.isEmpty() ? 1 : Long.MAX_VALUE)
              .toList();
      for (Observation.Container each : candidates) {
        if (each.state() instanceof Observation.Running running) {
          String life = each.restarts() + "@" + running.since();
          found.add(new Container(pod.name(), each.name(), life));
        }
      }
    }
    return found;
  }

  /// As messages name it.
  String title() {
    return "container " + container + " of pod " + pod;
  }
}
