package nebula.kube;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nebula.model.Observation;
import nebula.model.Observation.Claim;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Warning;
import nebula.model.Observation.Workload;

/// What the watches have seen, put together by service. Used by several threads.
final class ObservationStore {
  private static final int MOST_WARNINGS = 500;
  private static final int MOST_WARNINGS_OF_ONE = 20;

  private final SortedMap<String, SeenObject> objects = new TreeMap<>();
  private final Map<String, SeenWarning> warnings = new LinkedHashMap<>();
  private final NodePulls pulls = new NodePulls();
  private final Set<String> changed = new LinkedHashSet<>();

  /// All objects of the kind are these.
  synchronized void listed(String kind, List<ApiObject> all) {
    Set<String> keys = new LinkedHashSet<>();
    all.forEach(object -> keys.add(key(kind, object)));
    for (SeenObject gone : List.copyOf(objects.values())) {
      if (gone.kind().equals(kind) && !keys.contains(kind + "/" + gone.name())) {
        remove(kind + "/" + gone.name());
      }
    }
    all.forEach(object -> changed(kind, object));
  }

  synchronized void changed(String kind, ApiObject object) {
    String service = object.label(Labels.SERVICE);
    if (service.isEmpty() || kind.equals("Pod") && PodView.isLeftBehind(object)) {
      remove(key(kind, object));
      return;
    }
    SeenObject seen =
        new SeenObject(
            service, kind, object.name(), object.uid(), object.created(), view(kind, object));
    SeenObject before = objects.put(key(kind, object), seen);
    if (!seen.equals(before)) {
      changed.add(service);
      notifyAll();
    }
  }

  synchronized void deleted(String kind, ApiObject object) {
    remove(key(kind, object));
  }

  synchronized void eventsListed(List<ApiObject> events) {
    warnings.clear();
    events.stream().filter(ObservationStore::warns).forEach(this::told);
    pulls.listed(events.stream().filter(event -> !warns(event)).toList());
    objects.values().forEach(object -> changed.add(object.service()));
    notifyAll();
  }

  synchronized void told(ApiObject event) {
    if (warns(event)) {
      warned(event);
    } else if (pulls.told(event)) {
      tellOfThoseMeantBy(SeenWarning.of(event));
    }
  }

  private static boolean warns(ApiObject event) {
    return event.at("type").text("").equals("Warning");
  }

  private void warned(ApiObject event) {
    SeenWarning warning = SeenWarning.of(event);
    warnings.remove(event.name());
    warnings.put(event.name(), warning);
    if (warnings.size() > MOST_WARNINGS) {
      warnings.remove(warnings.keySet().iterator().next());
    }
    tellOfThoseMeantBy(warning);
  }

  private void tellOfThoseMeantBy(SeenWarning warning) {
    for (SeenObject object : objects.values()) {
      if (warning.isAbout(object)) {
        changed.add(object.service());
        notifyAll();
      }
    }
  }

  synchronized void eventEnded(ApiObject event) {
    warnings.remove(event.name());
    pulls.forget(event);
  }

  /// Waits until something changed, and forgets that it did.
  ///
  /// @return by service, what is seen of those that changed
  synchronized Map<String, Observation> awaitChanges() throws InterruptedException {
    while (changed.isEmpty()) {
      wait();
    }
    Map<String, Observation> observations = new HashMap<>();
    changed.forEach(service -> observations.put(service, observation(service)));
    changed.clear();
    return observations;
  }

  /// By service; forgets what changed before.
  synchronized Map<String, Observation> everything() {
    changed.clear();
    Map<String, Observation> observations = new TreeMap<>();
    for (SeenObject object : objects.values()) {
      observations.computeIfAbsent(object.service(), this::observation);
    }
    return observations;
  }

  private Observation observation(String service) {
    List<Workload> workloads = new ArrayList<>();
    List<Pod> pods = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    List<SeenObject> own = new ArrayList<>();
    for (SeenObject object : objects.values()) {
      if (object.service().equals(service)) {
        own.add(object);
        switch (object.view()) {
          case Workload workload -> workloads.add(workload);
          case Pod pod -> pods.add(pulls.in(pod, object.uid()));
          case Claim claim -> claims.add(claim);
          default -> throw new IllegalStateException("no view: " + object);
        }
      }
    }
    return new Observation(workloads, pods, claims, warnings(own));
  }

  /// The newest ones, in order of name.
  private List<Warning> warnings(List<SeenObject> own) {
    List<Warning> found = new ArrayList<>();
    for (SeenWarning warning : warnings.values()) {
      if (own.stream().anyMatch(warning::isAbout)) {
        found.add(warning.warning());
      }
    }
    int from = Math.max(0, found.size() - MOST_WARNINGS_OF_ONE);
    List<Warning> newest = new ArrayList<>(found.subList(from, found.size()));
    newest.sort(java.util.Comparator.comparing(Warning::name));
    return newest;
  }

  private void remove(String key) {
    SeenObject gone = objects.remove(key);
    if (gone != null) {
      changed.add(gone.service());
      notifyAll();
    }
  }

  private static Object view(String kind, ApiObject object) {
    return switch (kind) {
      case "Pod" -> PodView.of(object);
      case "PersistentVolumeClaim" ->
          new Claim(
              object.name(),
              object.at("status", "phase").text("").equals("Bound"),
              object.at("spec", "storageClassName").text(""),
              object.at("spec", "volumeName").text(""));
      default -> WorkloadView.of(kind, object);
    };
  }

  private static String key(String kind, ApiObject object) {
    return kind + "/" + object.name();
  }
}
