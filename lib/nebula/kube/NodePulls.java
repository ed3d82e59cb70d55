package nebula.kube;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Waiting;

/// Whose images the nodes pull now. A pod's status does not tell, only the kubelet's events do:
/// `Pulling`, then `Pulled`. Their times are whole seconds, so what counts is in which order they
/// come. Of an image that the node has only `Pulled` is told ("already present").
final class NodePulls {
  private static final String BEGIN = "Pulling";
  private static final String END = "Pulled";
  private static final Set<String> BEFORE = Set.of("ContainerCreating", "PodInitializing", "");

  /// Uid of the pod and name of the container.
  private final Set<String> open = new HashSet<>();

  /// The events are these, in no order.
  void listed(List<ApiObject> events) {
    open.clear();
    List<ApiObject> ordered = new ArrayList<>(events);
    ordered.sort(
        Comparator.comparing((ApiObject event) -> SeenWarning.of(event).warning().last())
            .thenComparing(event -> reason(event).equals(END)));
    ordered.forEach(this::told);
  }

  /// Whether it says that something is otherwise than before.
  boolean told(ApiObject event) {
    return switch (reason(event)) {
      case BEGIN -> open.add(key(event));
      case END -> open.remove(key(event));
      default -> false;
    };
  }

  /// Nobody asks for it any more.
  void forget(ApiObject event) {
    open.remove(key(event));
  }

  /// The pod with what is known of its pulls.
  Pod in(Pod pod, String uid) {
    if (open.isEmpty()) {
      return pod;
    }
    List<Container> containers = new ArrayList<>();
    for (Container container : pod.containers()) {
      boolean pulled =
          container.state() instanceof Waiting waiting
              && BEFORE.contains(waiting.reason())
              && open.contains(uid + "/" + container.name());
      containers.add(pulled ? container.in(new Waiting(Waiting.PULLING, "")) : container);
    }
    return pod.with(containers);
  }

  private static String reason(ApiObject event) {
    return event.at("reason").text("");
  }

  /// The event names the container as `spec.containers{web}`.
  private static String key(ApiObject event) {
    JsonValue about = event.at("involvedObject");
    String path = about.at("fieldPath").text("");
    int brace = path.indexOf('{');
    String container = brace < 0 ? path : path.substring(brace + 1, path.length() - 1);
    return about.at("uid").text("") + "/" + container;
  }
}
