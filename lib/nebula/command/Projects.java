package nebula.command;

import nebula.config.ProjectReader;
import nebula.model.Project;

/// The project that the user stands in.
final class Projects {
  private Projects() {}

  static Project read() {
    return new ProjectReader(Home.find()).read();
  }
}
