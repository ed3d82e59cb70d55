package nebula.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nebula.model.Position;

/// Finds out which files hold a service's Kubernetes objects.
final class ManifestFinder {
  private final ServiceFile file;
  private final Problems problems;

  ManifestFinder(ServiceFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// @param takesAll whether the YAML files of the folder are this service's unless it names some
  List<Located<Path>> find(Section section, boolean takesAll) {
    if (section.has(ServiceKeys.LOCAL)) {
      refuseWithLocal(section, ServiceKeys.MANIFESTS);
      refuseWithLocal(section, ServiceKeys.IMAGE);
      refuseWithLocal(section, ServiceKeys.SYNC);
      return List.of();
    }
    if (section.isBroken(ServiceKeys.MANIFESTS)) {
      return List.of();
    }
    return section.has(ServiceKeys.MANIFESTS) ? named(section) : others(section, takesAll);
  }

  private List<Located<Path>> named(Section section) {
    List<Located<Path>> found = new ArrayList<>();
    List<Located<String>> named = section.get(ServiceKeys.MANIFESTS).orElse(List.of());
    if (named.isEmpty()) {
      addNone(section, section.at(ServiceKeys.MANIFESTS));
    }
    for (Located<String> name : named) {
      Path path = file.file().resolveSibling(name.value()).normalize();
      if (Files.isRegularFile(path)) {
        found.add(new Located<>(path, name.position()));
      } else {
        addMissing(name, Files.exists(path));
      }
    }
    return found;
  }

  private List<Located<Path>> others(Section section, boolean takesAll) {
    Position declared = section.value().position();
    if (!takesAll) {
      problems.add(
          declared,
          "several services are in this file, and this one names no manifests",
          "add 'manifests: [FILE]', so that each object belongs to one of them");
      return List.of();
    }
    if (file.manifests().isEmpty()) {
      addNone(section, declared);
    }
    List<Located<Path>> found = new ArrayList<>();
    for (Path path : file.manifests()) {
      found.add(new Located<>(path, declared));
    }
    return found;
  }

  private static void refuseWithLocal(Section section, Key<?> key) {
    if (section.has(key)) {
      String what = "a service with 'local' is a process of this machine and takes no '";
      section.problem(key, what + key.name() + "'", "take one of the two away");
    }
  }

  private void addNone(Section section, Position position) {
    String name = section.get(ServiceKeys.NAME).map(it -> " '" + it + "'").orElse("");
    problems.add(
        position,
        "the service" + name + " has neither a manifest nor 'local'",
        "put its Kubernetes objects into a file such as k8s.yaml beside it");
  }

  private void addMissing(Located<String> named, boolean exists) {
    List<String> there =
        file.manifests().stream().map(other -> other.getFileName().toString()).toList();
    problems.add(
        named.position(),
        "the manifest '" + named.value() + "' is " + (exists ? "no file" : "not there"),
        there.isEmpty() ? "create it" : Nearest.mend(named.value(), there, "the folder has"));
  }
}
