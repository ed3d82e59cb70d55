package nebula.config;

import java.util.ArrayList;
import java.util.List;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Project;
import nebula.model.Service;

/// Names of services that a person has typed.
public final class ServiceNames {
  private ServiceNames() {}

  /// @throws Failure bad input, for each name that no service has, with the nearest right one
  public static void check(Project project, List<String> names) {
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
  }
}
