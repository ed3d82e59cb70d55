package nebula.command;

import java.util.ArrayList;
import java.util.List;
import nebula.config.ServiceNames;
import nebula.model.Graph;
import nebula.model.Project;
import nebula.model.Service;

/// The services that a command line names.
final class ChosenServices {
  private ChosenServices() {}

  /// In the order of start; all when none is named.
  ///
  /// @throws nebula.model.Failure bad input, for each name that no service has
  static List<Service> of(Project project, List<String> names) {
    ServiceNames.check(project, names);
    List<Service> chosen = new ArrayList<>();
    for (String name : new Graph(project.services()).order()) {
      if (names.isEmpty() || names.contains(name)) {
        project.service(name).ifPresent(chosen::add);
      }
    }
    return chosen;
  }
}
