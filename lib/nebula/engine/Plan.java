package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Failure;
import nebula.model.Graph;
import nebula.model.Problem;
import nebula.model.Project;
import nebula.model.Service;

/// Which services a run is about, each after what it depends on.
public record Plan(Graph graph, List<Service> services) {
  public Plan {
    services = List.copyOf(services);
  }

  /// The named services with everything they depend on; all services when none is named.
  ///
  /// @throws Failure when a name is no service's
  public static Plan of(Project project, List<String> names) {
    List<Problem> unknown = new ArrayList<>();
    for (String name : names) {
      if (project.service(name).isEmpty()) {
        unknown.add(unknownService(project, name));
      }
    }
    if (!unknown.isEmpty()) {
      throw Failure.badInput(unknown);
    }
    Graph graph = new Graph(project.services());
    List<String> ordered = names.isEmpty() ? graph.order() : graph.withDependencies(names);
    return new Plan(
        graph, ordered.stream().map(project::service).flatMap(Optional::stream).toList());
  }

  private static Problem unknownService(Project project, String name) {
    List<String> known = project.services().stream().map(Service::name).sorted().toList();
    return Problem.of(
        "there is no service '" + name + "'", "the services are " + String.join(", ", known));
  }
}
