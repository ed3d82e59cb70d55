package nebula.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Build;
import nebula.model.HealthCheck;
import nebula.model.LocalProcess;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;
import nebula.model.SyncRule;

/// Reads the services of one `service.yaml`.
final class ServiceReader {
  private final ServiceFile file;
  private final Problems problems;

  ServiceReader(ServiceFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// What the file holds; of what was wrong, problems were added.
  ///
  /// @param complete whether every service's name could be read
  record Result(List<ServiceDraft> drafts, boolean complete) {}

  Result read() {
    int before = problems.count();
    List<Value> documents = YamlFile.documents(file.file(), problems);
    if (documents.isEmpty() && problems.count() == before) {
      problems.add(
          Position.startOf(file.file()), "the file is empty", "write at least 'name:' into it");
    }
    List<Section> sections = new ArrayList<>();
    for (Value document : documents) {
      ServiceKeys.SERVICE.read(document).ifPresent(sections::add);
    }
    long ofManifests = sections.stream().filter(it -> !it.has(ServiceKeys.LOCAL)).count();
    List<ServiceDraft> drafts = new ArrayList<>();
    for (Section section : sections) {
      draft(section, ofManifests == 1).ifPresent(drafts::add);
    }
    boolean complete = !documents.isEmpty() && drafts.size() == documents.size();
    return new Result(drafts, complete);
  }

  /// @param takesAll whether the YAML files of the folder are this service's unless it names some
  private Optional<ServiceDraft> draft(Section section, boolean takesAll) {
    List<Located<Path>> manifests =
        section.has(ServiceKeys.LOCAL) ? noManifests(section) : manifests(section, takesAll);
    List<Port> ports = section.get(ServiceKeys.PORTS).orElse(List.of());
    List<HealthCheck> health = health(section, ports);
    List<SyncRule> sync = sync(section);
    Optional<Build> build = section.get(ServiceKeys.IMAGE).flatMap(this::build);
    Optional<LocalProcess> local = section.get(ServiceKeys.LOCAL).flatMap(this::local);
    List<Located<String>> dependsOn = section.get(ServiceKeys.DEPENDS_ON).orElse(List.of());
    return section
        .get(ServiceKeys.NAME)
        .map(
            name ->
                new Service(
                    name,
                    section.get(ServiceKeys.GROUP).orElseThrow(),
                    section.at(ServiceKeys.NAME),
                    manifests.stream().map(Located::value).toList(),
                    dependsOn.stream().map(Located::value).toList(),
                    ports,
                    health,
                    section.get(ServiceKeys.LINKS).orElse(List.of()),
                    build,
                    sync,
                    local))
        .map(service -> new ServiceDraft(service, dependsOn, manifests));
  }

  private List<Located<Path>> noManifests(Section section) {
    refuseWithLocal(section, ServiceKeys.MANIFESTS);
    refuseWithLocal(section, ServiceKeys.IMAGE);
    refuseWithLocal(section, ServiceKeys.SYNC);
    return List.of();
  }

  private static void refuseWithLocal(Section section, Key<?> key) {
    if (section.has(key)) {
      String what = "a service with 'local' is a process of this machine and takes no '";
      section.problem(key, what + key.name() + "'", "take one of the two away");
    }
  }

  private List<Located<Path>> manifests(Section section, boolean takesAll) {
    if (section.isBroken(ServiceKeys.MANIFESTS)) {
      return List.of();
    }
    if (section.has(ServiceKeys.MANIFESTS)) {
      List<Located<String>> named = section.get(ServiceKeys.MANIFESTS).orElse(List.of());
      if (named.isEmpty()) {
        addNoManifest(section, section.at(ServiceKeys.MANIFESTS));
      }
      return named.stream().map(this::manifest).flatMap(Optional::stream).toList();
    }
    if (!takesAll) {
      section.value().problem(
          "several services are in this file, and this one names no manifests",
          "add 'manifests: [FILE]', so that each object belongs to one of them");
      return List.of();
    }
    if (file.manifests().isEmpty()) {
      addNoManifest(section, section.value().position());
    }
    Position declared = section.value().position();
    return file.manifests().stream().map(path -> new Located<>(path, declared)).toList();
  }

  private void addNoManifest(Section section, Position position) {
    String name = section.get(ServiceKeys.NAME).map(it -> " '" + it + "'").orElse("");
    problems.add(
        position,
        "the service" + name + " has neither a manifest nor 'local'",
        "put its Kubernetes objects into a file such as k8s.yaml beside it");
  }

  private Optional<Located<Path>> manifest(Located<String> named) {
    Path path = resolve(named);
    if (Files.isRegularFile(path)) {
      return Optional.of(new Located<>(path, named.position()));
    }
    List<String> there =
        file.manifests().stream().map(other -> other.getFileName().toString()).toList();
    problems.add(
        named.position(),
        "the manifest '" + named.value() + "' is " + (Files.exists(path) ? "no file" : "not there"),
        there.isEmpty()
            ? "create it"
            : Nearest.mend(named.value(), there, "the folder has"));
    return Optional.empty();
  }

  private List<HealthCheck> health(Section section, List<Port> ports) {
    HealthReader reader = new HealthReader(ports, !section.isBroken(ServiceKeys.PORTS));
    return section.get(ServiceKeys.HEALTH).orElse(List.of()).stream()
        .map(reader::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private List<SyncRule> sync(Section section) {
    return section.get(ServiceKeys.SYNC).orElse(List.of()).stream()
        .map(this::syncRule)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<SyncRule> syncRule(Section rule) {
    Optional<Path> from = rule.get(ServiceKeys.FROM).flatMap(path -> existing(path, "sync from"));
    return from.flatMap(
        path ->
            rule.get(ServiceKeys.TO)
                .map(
                    to ->
                        new SyncRule(
                            path,
                            to,
                            rule.get(ServiceKeys.RUN_AFTER).orElseThrow(),
                            rule.get(ServiceKeys.RESTART).orElseThrow())));
  }

  private Optional<Build> build(Section image) {
    Optional<Path> context =
        image.has(ServiceKeys.CONTEXT)
            ? image.get(ServiceKeys.CONTEXT).flatMap(path -> folder(path, "the image's context"))
            : Optional.of(file.file().getParent());
    Optional<Path> dockerfile =
        image.has(ServiceKeys.DOCKERFILE)
            ? image.get(ServiceKeys.DOCKERFILE).flatMap(path -> existing(path, "the Dockerfile"))
            : context.flatMap(folder -> dockerfileOf(image, folder));
    return image
        .get(ServiceKeys.IMAGE_NAME)
        .filter(_ -> context.isPresent() && dockerfile.isPresent())
        .map(
            name ->
                new Build(name, context.get(), dockerfile.get(), image.at(ServiceKeys.IMAGE_NAME)));
  }

  private Optional<Path> dockerfileOf(Section image, Path context) {
    Path dockerfile = context.resolve("Dockerfile");
    if (Files.exists(dockerfile)) {
      return Optional.of(dockerfile);
    }
    String what = "there is no Dockerfile in the image's context";
    image.value().problem(what, "create it, or say where it is with 'dockerfile:'");
    return Optional.empty();
  }

  private Optional<LocalProcess> local(Section local) {
    Optional<Path> folder =
        local.has(ServiceKeys.IN)
            ? local.get(ServiceKeys.IN).flatMap(path -> folder(path, "the folder to run in"))
            : Optional.of(file.file().getParent());
    return folder.flatMap(
        in ->
            local
                .get(ServiceKeys.RUN)
                .map(
                    command ->
                        new LocalProcess(
                            command, in, local.get(ServiceKeys.NEEDS).orElseThrow())));
  }

  private Optional<Path> folder(Located<String> named, String what) {
    Optional<Path> there = existing(named, what);
    if (there.isPresent() && !Files.isDirectory(there.get())) {
      problems.add(
          named.position(), what + " '" + named.value() + "' is no folder", "name a folder");
      return Optional.empty();
    }
    return there;
  }

  private Optional<Path> existing(Located<String> named, String what) {
    Path path = resolve(named);
    if (Files.exists(path)) {
      return Optional.of(path);
    }
    problems.add(
        named.position(),
        what + " '" + named.value() + "' is not there",
        "paths count from the folder of this file; create it or correct the path");
    return Optional.empty();
  }

  private Path resolve(Located<String> named) {
    return file.file().resolveSibling(named.value()).normalize();
  }
}
