package nebula.kube;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import nebula.kube.Kube.ServiceView;
import nebula.model.Observation;

/// Reads everything that the server knows of one service.
final class ServiceReading {
  private final FabricApi api;
  private final ServiceObjects objects;
  private final String namespace;

  ServiceReading(FabricApi api, ServiceObjects objects, String namespace) {
    this.api = api;
    this.objects = objects;
    this.namespace = namespace;
  }

  ServiceView of(String service) throws ApiError, InterruptedException {
    List<ApiObject> pods = api.list(objects.podsPath(), Labels.ofService(service));
    List<Callable<Optional<ApiObject>>> questions = new ArrayList<>();
    for (String path : objects.kindsByPath(service).keySet()) {
      questions.add(() -> api.get(path));
    }
    List<ApiObject> own = new ArrayList<>();
    if (!questions.isEmpty()) {
      Together.all(questions).forEach(found -> found.ifPresent(own::add));
    }
    Set<String> names = new HashSet<>();
    pods.forEach(pod -> names.add(pod.name()));
    own.forEach(object -> names.add(object.name()));
    return new ServiceView(seen(pods, own), trees(pods), trees(eventsOf(names)), trees(own));
  }

  private List<ApiObject> eventsOf(Set<String> names) throws ApiError, InterruptedException {
    List<ApiObject> events = new ArrayList<>();
    for (ApiObject event : api.list("/api/v1/namespaces/" + namespace + "/events", "")) {
      if (names.contains(event.at("involvedObject", "name").text(""))) {
        events.add(event);
      }
    }
    return events;
  }

  private static Observation seen(List<ApiObject> pods, List<ApiObject> objects) {
    List<Observation.Workload> workloads = new ArrayList<>();
    for (ApiObject object : objects) {
      String kind = object.at("kind").text("");
      if (WorkloadView.KINDS.contains(kind)) {
        workloads.add(WorkloadView.of(kind, object));
      }
    }
    List<Observation.Pod> seen = pods.stream().map(PodView::of).toList();
    return new Observation(workloads, seen, List.of(), List.of());
  }

  private static List<JsonValue> trees(List<ApiObject> objects) {
    return objects.stream().map(ApiObject::tree).toList();
  }
}
