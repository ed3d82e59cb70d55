package nebula.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nebula.kube.Manifest;
import nebula.model.Service;

/// The services of a run, which may come and go while it lasts.
final class RunServices {
  private volatile Map<String, ServiceRun> byName = Map.of();
  private volatile List<Manifest> manifests = List.of();
  private final Map<String, LatestWork> works = new ConcurrentHashMap<>();

  List<ServiceRun> all() {
    return List.copyOf(byName.values());
  }

  Optional<ServiceRun> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  List<ServiceState> states() {
    List<ServiceState> states = new ArrayList<>();
    byName.values().forEach(run -> states.add(run.state()));
    return states;
  }

  List<Service> services() {
    return states().stream().map(ServiceState::service).toList();
  }

  /// What their files say; the same list until that changes.
  List<Manifest> manifests() {
    return manifests;
  }

  /// A service was edited.
  synchronized void refresh() {
    List<Manifest> all = new ArrayList<>();
    byName.values().forEach(run -> all.addAll(run.manifests()));
    manifests = List.copyOf(all);
  }

  /// The work on the objects of a name, whichever service has that now: one that comes back waits
  /// until those of the one that went are gone.
  LatestWork work(String name, Tasks tasks) {
    return works.computeIfAbsent(name, _ -> new LatestWork(tasks));
  }

  synchronized void put(ServiceRun run) {
    Map<String, ServiceRun> changed = new LinkedHashMap<>(byName);
    changed.put(run.service().name(), run);
    byName = changed;
    refresh();
  }

  synchronized void remove(String name) {
    Map<String, ServiceRun> changed = new LinkedHashMap<>(byName);
    changed.remove(name);
    byName = changed;
    refresh();
  }
}
