package nebula.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Port;
import nebula.model.Position;
import nebula.model.Service;

/// Reads the services of one `service.yaml`.
final class ServiceReader {
  private final ServiceFile file;
  private final Problems problems;
  private final ManifestFinder manifests;
  private final NamedPaths paths;

  ServiceReader(ServiceFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.manifests = new ManifestFinder(file, problems);
    this.paths = new NamedPaths(file.file(), problems);
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
    int ofManifests = 0;
    for (Value document : documents) {
      Optional<Section> section = ServiceKeys.SERVICE.read(document);
      if (section.isPresent()) {
        sections.add(section.get());
        ofManifests += section.get().has(ServiceKeys.LOCAL) ? 0 : 1;
      }
    }
    List<ServiceDraft> drafts = new ArrayList<>();
    for (Section section : sections) {
      Optional<ServiceDraft> draft = draft(section, ofManifests == 1);
      if (draft.isPresent()) {
        drafts.add(draft.get());
      }
    }
    boolean complete = !documents.isEmpty() && drafts.size() == documents.size();
    return new Result(drafts, complete);
  }

  /// @param takesAll whether the YAML files of the folder are this service's unless it names some
  private Optional<ServiceDraft> draft(Section section, boolean takesAll) {
    List<Located<Path>> files = manifests.find(section, takesAll);
    List<Port> ports = section.get(ServiceKeys.PORTS).orElse(List.of());
    List<Located<String>> dependsOn = section.get(ServiceKeys.DEPENDS_ON).orElse(List.of());
    LocalRules.check(section, ports, problems);
    HealthReader health = new HealthReader(ports, !section.isBroken(ServiceKeys.PORTS));
    Service service =
        new Service(
            section.get(ServiceKeys.NAME).orElse(""),
            section.get(ServiceKeys.GROUP).orElseThrow(),
            section.at(ServiceKeys.NAME),
            values(files),
            values(dependsOn),
            ports,
            section.has(ServiceKeys.HEALTH)
                ? health.read(section.get(ServiceKeys.HEALTH).orElse(List.of()))
                : health.ofPorts(),
            section.get(ServiceKeys.LINKS).orElse(List.of()),
            paths.build(section.get(ServiceKeys.IMAGE)),
            paths.sync(section.get(ServiceKeys.SYNC).orElse(List.of())),
            paths.local(section.get(ServiceKeys.LOCAL)),
            restartWith(section, values(dependsOn)));
    return service.name().isEmpty()
        ? Optional.empty()
        : Optional.of(new ServiceDraft(service, dependsOn, files));
  }

  private List<String> restartWith(Section section, List<String> dependsOn) {
    List<String> names = new ArrayList<>();
    for (Located<String> name : section.get(ServiceKeys.RESTART_WITH).orElse(List.of())) {
      if (!dependsOn.contains(name.value())) {
        problems.add(
            name.position(),
            "it is to restart with '" + name.value() + "', which it does not depend on",
            "add '" + name.value() + "' to dependsOn, or take it away here");
      }
      names.add(name.value());
    }
    return names;
  }

  private static <T> List<T> values(List<Located<T>> located) {
    List<T> values = new ArrayList<>();
    for (Located<T> each : located) {
      values.add(each.value());
    }
    return values;
  }
}
