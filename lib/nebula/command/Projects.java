package nebula.command;

import nebula.config.ProjectReader;
import nebula.model.Project;

/// The project that the user stands in.
final class Projects {
  private Projects() {}

  static Project read() {
    return new ProjectReader(Home.find()).read();
  }

  /// While somebody works on its files.
  static Project readWhileEdited() {
    return ProjectReader.whileEdited(Home.find()).read();
  }

  /// Its settings alone, for commands that must work whatever is wrong with a service.
  static Project settings() {
    return new ProjectReader(Home.find()).readSettings();
  }
}
