package nebula.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Which cluster a command looks at.
final class ContextOption {
  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The kubectl context, when it is not the project's own k3d cluster.")
  Optional<String> name = Optional.empty();
}
