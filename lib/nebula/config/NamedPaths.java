package nebula.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.model.Build;
import nebula.model.BuildSecret;
import nebula.model.LocalProcess;
import nebula.model.SyncRule;

/// Makes the parts of a service that name files and folders of this machine, which must be there.
final class NamedPaths {
  private final Path file;
  private final Problems problems;

  /// @param file that the paths count from, beside it
  NamedPaths(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  Optional<Build> build(Optional<Section> image) {
    if (image.isEmpty()) {
      return Optional.empty();
    }
    Section section = image.get();
    Optional<Path> context = folder(section, BuildKeys.CONTEXT, "the image's context");
    Optional<Path> dockerfile =
        section.has(BuildKeys.DOCKERFILE)
            ? file(section, BuildKeys.DOCKERFILE, "the Dockerfile")
            : dockerfileOf(section, context);
    List<BuildSecret> secrets = secrets(section.get(BuildKeys.SECRETS).orElseThrow());
    Optional<String> name = section.get(BuildKeys.NAME);
    return name.isEmpty() || context.isEmpty() || dockerfile.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Build(
                name.get(),
                context.get(),
                dockerfile.get(),
                section.get(BuildKeys.TARGET),
                section.get(BuildKeys.ARGUMENTS).orElseThrow(),
                secrets,
                section.get(BuildKeys.PLATFORM),
                section.at(BuildKeys.NAME)));
  }

  private List<BuildSecret> secrets(Map<String, Section> named) {
    List<BuildSecret> secrets = new ArrayList<>();
    named.forEach((id, section) -> secret(id, section).ifPresent(secrets::add));
    return secrets;
  }

  private Optional<BuildSecret> secret(String id, Section section) {
    boolean inFile = section.has(BuildKeys.SECRET_FILE);
    boolean inEnvironment = section.has(BuildKeys.SECRET_VARIABLE);
    if (inFile == inEnvironment) {
      section
          .value()
          .problem(
              "the secret '" + id + (inFile ? "' has two sources" : "' has no source"),
              "say where it is: 'file:' or 'environment:'");
      return Optional.empty();
    }
    return inFile
        ? file(section, BuildKeys.SECRET_FILE, "the secret's file")
            .map(file -> new BuildSecret.InFile(id, file))
        : section
            .get(BuildKeys.SECRET_VARIABLE)
            .map(variable -> new BuildSecret.InEnvironment(id, variable));
  }

  List<SyncRule> sync(List<Section> sections) {
    List<SyncRule> rules = new ArrayList<>();
    for (Section section : sections) {
      Optional<Path> from = existing(section.get(ServiceKeys.FROM), "sync from");
      Optional<String> to = section.get(ServiceKeys.TO);
      if (from.isPresent() && to.isPresent()) {
        List<List<String>> run = section.get(ServiceKeys.RUN_AFTER).orElseThrow();
        boolean restart = section.get(ServiceKeys.RESTART).orElseThrow();
        rules.add(new SyncRule(from.get(), to.get(), run, restart));
      }
    }
    return rules;
  }

  Optional<LocalProcess> local(Optional<Section> local) {
    if (local.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> folder = folder(local.get(), ServiceKeys.IN, "the folder to run in");
    Optional<List<String>> command = local.get().get(ServiceKeys.RUN);
    List<String> needs = local.get().get(ServiceKeys.NEEDS).orElseThrow();
    return folder.isEmpty() || command.isEmpty()
        ? Optional.empty()
        : Optional.of(new LocalProcess(command.get(), folder.get(), needs));
  }

  /// The file's own folder when the key is not there.
  private Optional<Path> folder(Section section, Key<Located<String>> key, String what) {
    if (!section.has(key)) {
      return Optional.of(file.getParent());
    }
    Optional<Located<String>> named = section.get(key);
    Optional<Path> there = existing(named, what);
    if (there.isPresent() && !Files.isDirectory(there.get())) {
      section.problem(key, what + " '" + named.get().value() + "' is no folder", "name a folder");
      return Optional.empty();
    }
    return there;
  }

  private Optional<Path> file(Section section, Key<Located<String>> key, String what) {
    Optional<Located<String>> named = section.get(key);
    Optional<Path> there = existing(named, what);
    if (there.isPresent() && Files.isDirectory(there.get())) {
      section.problem(key, what + " '" + named.get().value() + "' is a folder", "name a file");
      return Optional.empty();
    }
    return there;
  }

  private Optional<Path> dockerfileOf(Section image, Optional<Path> context) {
    if (context.isEmpty()) {
      return Optional.empty();
    }
    Path dockerfile = context.get().resolve("Dockerfile");
    if (Files.exists(dockerfile)) {
      return Optional.of(dockerfile);
    }
    String what = "there is no Dockerfile in the image's context";
    image.value().problem(what, "create it, or say where it is with 'dockerfile:'");
    return Optional.empty();
  }

  private Optional<Path> existing(Optional<Located<String>> named, String what) {
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Path path = file.resolveSibling(named.get().value()).normalize();
    if (Files.exists(path)) {
      return Optional.of(path);
    }
    problems.add(
        named.get().position(),
        what + " '" + named.get().value() + "' is not there",
        "paths count from the folder of this file; create it or correct the path");
    return Optional.empty();
  }
}
