package nebula.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image that is built here.
///
/// @param name repository below the registry, without a tag
/// @param target the stage of the Dockerfile to build; empty: the last
/// @param arguments values of the Dockerfile's `ARG`s; empty: that of the environment, if any
/// @param platform such as `linux/amd64`; empty: this machine's
/// @param declared where the name stands
public record Build(
    String name,
    Path context,
    Path dockerfile,
    Optional<String> target,
    Map<String, Optional<String>> arguments,
    List<BuildSecret> secrets,
    Optional<String> platform,
    Position declared) {
  public Build {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    secrets = List.copyOf(secrets);
  }

  /// A build with nothing but what every build has.
  public static Build of(String name, Path context, Path dockerfile, Position declared) {
    return new Build(
        name,
        context,
        dockerfile,
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty(),
        declared);
  }
}
