package nebula.cluster;

import java.util.Locale;
import java.util.Optional;

/// Why the docker program cannot reach its engine.
record DockerTrouble(String what, String mend) {
  private static final String REHEARSAL =
      " (without it, `./jbang up.java --rehearse` shows a run in which nothing is real)";

  /// Empty when the text is about something else, such as a container that does not exist.
  static Optional<DockerTrouble> of(String err) {
    String text = err.toLowerCase(Locale.ROOT);
    if (text.contains("permission denied") && text.contains("connect to the docker")) {
      return Optional.of(
          new DockerTrouble(
              "this user may not use Docker: " + firstLine(err),
              "sudo usermod -aG docker \"$USER\" && newgrp docker" + REHEARSAL));
    }
    if (text.contains("unable to resolve docker endpoint")) {
      return Optional.of(
          new DockerTrouble(
              "Docker's context is broken: " + firstLine(err),
              "docker context use default" + REHEARSAL));
    }
    if (text.contains("cannot connect to the docker daemon")
        || text.contains("failed to connect to the docker api")
        || text.contains("error during connect")
        || text.contains("is the docker daemon running")) {
      return Optional.of(
          new DockerTrouble("Docker is not running: " + firstLine(err), start() + REHEARSAL));
    }
    return Optional.empty();
  }

  private static String start() {
    return OperatingSystem.isMac() ? "open -a Docker" : "sudo systemctl start docker";
  }

  private static String firstLine(String err) {
    return err.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }
}
