package nebula.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nebula.config.ServiceNames;
import nebula.model.Graph;
import nebula.model.Project;
import nebula.model.Service;

/// Which services a run is about, each after what it depends on.
public record Plan(Graph graph, List<Service> services) {
  public Plan {
    services = List.copyOf(services);
  }

  /// The named services with everything they depend on; all services when none is named.
  ///
  /// @throws nebula.model.Failure when a name is no service's
  public static Plan of(Project project, List<String> names) {
    ServiceNames.check(project, names);
    Graph graph = new Graph(project.services());
    List<String> ordered = names.isEmpty() ? graph.order() : graph.withDependencies(names);
    return new Plan(
        graph, ordered.stream().map(project::service).flatMap(Optional::stream).toList());
  }

  /// Those first that most others wait for: what a start takes hangs on them.
  List<Service> mostAwaitedFirst() {
    Comparator<Service> byDependents =
        Comparator.comparingInt(service -> graph.dependentsOf(service.name()).size());
    return services.stream().sorted(byDependents.reversed()).toList();
  }
}
