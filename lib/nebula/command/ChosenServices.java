package nebula.command;

import java.util.ArrayList;
import java.util.List;
import nebula.config.Nearest;
import nebula.model.Failure;
import nebula.model.Graph;
import nebula.model.Problem;
import nebula.model.Project;
import nebula.model.Service;

/// The services that a command line names.
final class ChosenServices {
  private ChosenServices() {}

  /// In the order of start; all when none is named.
  ///
  /// @throws Failure bad input, for each name that no service has
  static List<Service> of(Project project, List<String> names) {
    List<String> known = project.services().stream().map(Service::name).toList();
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      if (!known.contains(name)) {
        String mend = Nearest.mend(name, known, "the services are");
        problems.add(Problem.of("there is no service '" + name + "'", mend));
      }
    }
    if (!problems.isEmpty()) {
      throw Failure.badInput(problems);
    }
    List<Service> chosen = new ArrayList<>();
    for (String name : new Graph(project.services()).order()) {
      if (names.isEmpty() || names.contains(name)) {
        project.service(name).ifPresent(chosen::add);
      }
    }
    return chosen;
  }
}
