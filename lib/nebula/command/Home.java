package nebula.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nebula.model.Failure;
import nebula.model.Problem;

/// The project's folder: the one that holds `nebula.yaml`.
final class Home {
  private static final String MARKER = "nebula.yaml";

  private Home() {}

  /// The first that is there of the variable `NEBULA_HOME`, the property `nebula.home` (the
  /// launcher says so whose script it runs), and the folders from here upwards.
  ///
  /// @throws Failure naming all the places that were looked at
  static Path find() {
    return find(
        Path.of("").toAbsolutePath(),
        Optional.ofNullable(System.getenv("NEBULA_HOME")),
        Optional.ofNullable(System.getProperty("nebula.home")));
  }

  static Path find(Path here, Optional<String> variable, Optional<String> property) {
    if (variable.isPresent()) {
      return named(Path.of(variable.get()));
    }
    if (property.isPresent() && Files.isRegularFile(Path.of(property.get()).resolve(MARKER))) {
      return Path.of(property.get()).toAbsolutePath().normalize();
    }
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(MARKER))) {
        return folder;
      }
    }
    throw Failure.badInput(
        Problem.of(
            "no " + MARKER + " in " + here + " or a folder above it",
            "go to the project's folder, or set NEBULA_HOME to it"));
  }

  private static Path named(Path folder) {
    if (!Files.isRegularFile(folder.resolve(MARKER))) {
      throw Failure.badInput(
          Problem.of(
              "NEBULA_HOME is " + folder + ", where there is no " + MARKER,
              "set it to the project's folder, or unset it"));
    }
    return folder.toAbsolutePath().normalize();
  }
}
