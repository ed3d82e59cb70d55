package nebula.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program to run. Arguments are passed as they are; no shell reads them.
///
/// @param environment changes to this process's own: a value of null takes the variable away
/// @param limit after which the program and all its children are ended
public record Command(
    List<String> arguments,
    Optional<Path> folder,
    Map<String, String> environment,
    Optional<String> input,
    Duration limit) {
  public Command {
    arguments = List.copyOf(arguments);
    environment = new LinkedHashMap<>(environment);
  }

  public static Command of(Duration limit, String... arguments) {
    return new Command(List.of(arguments), Optional.empty(), Map.of(), Optional.empty(), limit);
  }

  public static Command of(Duration limit, List<String> arguments) {
    return new Command(arguments, Optional.empty(), Map.of(), Optional.empty(), limit);
  }

  public Command withEnvironment(Map<String, String> changes) {
    Map<String, String> merged = new LinkedHashMap<>(environment);
    merged.putAll(changes);
    return new Command(arguments, folder, merged, input, limit);
  }

  public Command withInput(String text) {
    return new Command(arguments, folder, environment, Optional.of(text), limit);
  }
}
