package nebula.model;

import java.nio.file.Path;

/// What one step of a build may read and no layer of the image keeps.
public sealed interface BuildSecret {
  /// As the Dockerfile names it: `RUN --mount=type=secret,id=…`.
  String id();

  record InFile(String id, Path file) implements BuildSecret {}

  /// The value of a variable of the environment that Nebula runs in.
  record InEnvironment(String id, String variable) implements BuildSecret {}
}
