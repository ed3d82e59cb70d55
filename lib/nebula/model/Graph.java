package nebula.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// Who depends on whom. Names that no service has are left out: the reader of the files reports
/// them.
public final class Graph {
  private final SequencedMap<String, List<String>> dependencies = new LinkedHashMap<>();

  public Graph(List<Service> services) {
    Set<String> names = new LinkedHashSet<>(services.stream().map(Service::name).toList());
    for (Service service : services) {
      dependencies.put(
          service.name(), service.dependsOn().stream().filter(names::contains).toList());
    }
  }

  public List<String> dependenciesOf(String name) {
    return dependencies.getOrDefault(name, List.of());
  }

  /// The services and everything they need, each after what it depends on.
  public List<String> withDependencies(Iterable<String> names) {
    SequencedSet<String> ordered = new LinkedHashSet<>();
    names.forEach(name -> addAfterDependencies(name, ordered, new LinkedHashSet<>()));
    return List.copyOf(ordered);
  }

  /// All services, each after what it depends on.
  public List<String> order() {
    return withDependencies(dependencies.keySet());
  }

  /// Every service that waits for this one, directly or through others, in the order of start.
  public List<String> dependentsOf(String name) {
    List<String> dependents = new ArrayList<>();
    for (String candidate : order()) {
      boolean waits =
          dependenciesOf(candidate).stream()
              .anyMatch(needed -> needed.equals(name) || dependents.contains(needed));
      if (waits) {
        dependents.add(candidate);
      }
    }
    return List.copyOf(dependents);
  }

  /// A way along the dependencies that comes back to where it began, such as `[a, b, a]`.
  public Optional<List<String>> cycle() {
    Set<String> free = new LinkedHashSet<>();
    for (String name : dependencies.keySet()) {
      Optional<List<String>> found = cycleFrom(name, new LinkedHashSet<>(), free);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> cycleFrom(
      String name, SequencedSet<String> path, Set<String> free) {
    if (free.contains(name)) {
      return Optional.empty();
    }
    if (!path.add(name)) {
      List<String> way = new ArrayList<>(path);
      List<String> loop = new ArrayList<>(way.subList(way.indexOf(name), way.size()));
      loop.add(name);
      return Optional.of(List.copyOf(loop));
    }
    for (String needed : dependenciesOf(name)) {
      Optional<List<String>> found = cycleFrom(needed, path, free);
      if (found.isPresent()) {
        return found;
      }
    }
    path.remove(name);
    free.add(name);
    return Optional.empty();
  }

  private void addAfterDependencies(
      String name, SequencedSet<String> ordered, SequencedSet<String> path) {
    if (!dependencies.containsKey(name) || ordered.contains(name) || !path.add(name)) {
      return;
    }
    dependenciesOf(name).forEach(needed -> addAfterDependencies(needed, ordered, path));
    ordered.add(name);
  }
}
