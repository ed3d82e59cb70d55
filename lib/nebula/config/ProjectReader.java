package nebula.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import nebula.config.ServiceFolders.Unfinished;
import nebula.model.ClusterSettings;
import nebula.model.DashboardSettings;
import nebula.model.Position;
import nebula.model.Project;
import nebula.model.RegistrySettings;
import nebula.model.Service;

/// Reads `nebula.yaml` and every `service.yaml` of a project.
public final class ProjectReader {
  public static final String FILE_NAME = "nebula.yaml";
  private static final String DEFAULT_SERVICES = "services";

  private final Path root;
  private final Unfinished unfinished;
  private final Problems problems = new Problems();

  /// @param root the folder of `nebula.yaml`, of any file system
  public ProjectReader(Path root) {
    this(root, Unfinished.NOTHING);
  }

  private ProjectReader(Path root, Unfinished unfinished) {
    this.root = root.toAbsolutePath().normalize();
    this.unfinished = unfinished;
  }

  /// While somebody works on the files: a service's folder that is still empty is no mistake.
  public static ProjectReader whileEdited(Path root) {
    return new ProjectReader(root, Unfinished.FOLDERS);
  }

  /// Before a service is written, which may be the first: no services are no mistake either.
  public static ProjectReader beforeOneMore(Path root) {
    return new ProjectReader(root, Unfinished.ALL);
  }

  /// @throws nebula.model.Failure bad input, with every problem of every file
  public Project read() {
    Path file = root.resolve(FILE_NAME);
    Section settings = settings(file);
    RegistrySettings registry = registry(nested(settings, ProjectKeys.REGISTRY));
    DashboardSettings page = dashboard(nested(settings, ProjectKeys.DASHBOARD));
    checkPage(settings, page, registry);
    List<ServiceDraft> drafts = new ArrayList<>();
    boolean allNamed = true;
    for (ServiceFile serviceFile : serviceFiles(settings, file)) {
      ServiceReader.Result result = new ServiceReader(serviceFile, problems).read();
      drafts.addAll(result.drafts());
      allNamed &= result.complete();
    }
    new Consistency(drafts, problems).check(allNamed, registry, page);
    problems.throwIfAny();
    List<Service> services = new ArrayList<>();
    for (ServiceDraft draft : drafts) {
      services.add(draft.service());
    }
    return project(settings, services);
  }

  /// What `nebula.yaml` alone says, without the services: enough to stop and delete, which a
  /// mistake in a service must not prevent.
  ///
  /// @throws nebula.model.Failure bad input, with every problem of the file
  public Project readSettings() {
    Section settings = settings(root.resolve(FILE_NAME));
    problems.throwIfAny();
    return project(settings, List.of());
  }

  /// Where `allowContexts` stands, when it does.
  public Optional<Position> allowContexts() {
    Section settings = settings(root.resolve(FILE_NAME));
    return settings.has(ProjectKeys.ALLOW_CONTEXTS)
        ? Optional.of(settings.at(ProjectKeys.ALLOW_CONTEXTS))
        : Optional.empty();
  }

  private static void checkPage(
      Section settings, DashboardSettings page, RegistrySettings registry) {
    if (page.port() == registry.port()) {
      Section section = nested(settings, ProjectKeys.DASHBOARD);
      boolean named = section.has(ProjectKeys.DASHBOARD_PORT);
      String what = "port " + page.port() + " is the registry's and the page's";
      (named ? section : nested(settings, ProjectKeys.REGISTRY))
          .problem(
              named ? ProjectKeys.DASHBOARD_PORT : ProjectKeys.REGISTRY_PORT,
              what,
              "give one of them another: 'registry.port' or 'dashboard.port'");
    }
  }

  private Project project(Section settings, List<Service> services) {
    return new Project(
        root,
        settings.get(ProjectKeys.NAMESPACE).orElseThrow(),
        cluster(nested(settings, ProjectKeys.CLUSTER)),
        registry(nested(settings, ProjectKeys.REGISTRY)),
        serviceFolders(settings),
        dashboard(nested(settings, ProjectKeys.DASHBOARD)),
        settings.get(ProjectKeys.ALLOW_CONTEXTS).orElseThrow(),
        services,
        settings.get(ProjectKeys.PARALLEL_BUILDS).orElseThrow());
  }

  private Section settings(Path file) {
    List<Value> documents = Files.exists(file) ? YamlFile.documents(file, problems) : List.of();
    if (documents.size() > 1) {
      documents.get(1).problem("a second document", "write all settings into the first one");
    }
    Optional<Section> read =
        documents.isEmpty() ? Optional.empty() : ProjectKeys.PROJECT.read(documents.getFirst());
    return read.isPresent() ? read.get() : Section.absent();
  }

  private List<ServiceFile> serviceFiles(Section settings, Path file) {
    ServiceFolders folders = new ServiceFolders(problems, unfinished);
    Optional<List<Located<String>>> named = settings.get(ProjectKeys.SERVICES);
    if (named.isEmpty()) {
      return folders.walk(root.resolve(DEFAULT_SERVICES), Position.startOf(file));
    }
    List<ServiceFile> files = new ArrayList<>();
    HashSet<Path> seen = new HashSet<>();
    for (Located<String> folder : named.get()) {
      Path path = root.resolve(folder.value()).normalize();
      if (seen.add(path)) {
        files.addAll(folders.walk(path, folder.position()));
      } else {
        problems.add(
            folder.position(),
            "the folder '" + folder.value() + "' is here twice",
            "take one away");
      }
    }
    if (named.get().isEmpty()) {
      settings.problem(ProjectKeys.SERVICES, "'services' is empty", "name a folder of services");
    }
    return files;
  }

  private List<Path> serviceFolders(Section settings) {
    Optional<List<Located<String>>> named = settings.get(ProjectKeys.SERVICES);
    if (named.isEmpty()) {
      return List.of(root.resolve(DEFAULT_SERVICES));
    }
    List<Path> folders = new ArrayList<>();
    named.get().forEach(folder -> folders.add(root.resolve(folder.value()).normalize()));
    return folders;
  }

  private static ClusterSettings cluster(Section cluster) {
    return new ClusterSettings(
        cluster.get(ProjectKeys.CLUSTER_NAME).orElseThrow(),
        cluster.get(ProjectKeys.CLUSTER_IMAGE).orElseThrow(),
        cluster.get(ProjectKeys.TOOLS_IMAGE).orElseThrow(),
        cluster.get(ProjectKeys.SUBNET).orElseThrow(),
        cluster.get(ProjectKeys.K3S_ARGUMENTS).orElseThrow());
  }

  private static RegistrySettings registry(Section registry) {
    return new RegistrySettings(
        registry.get(ProjectKeys.REGISTRY_NAME).orElseThrow(),
        registry.get(ProjectKeys.REGISTRY_IMAGE).orElseThrow(),
        registry.get(ProjectKeys.REGISTRY_PORT).orElseThrow(),
        registry.get(ProjectKeys.MIRRORS).orElseThrow());
  }

  private static DashboardSettings dashboard(Section dashboard) {
    return new DashboardSettings(
        dashboard.get(ProjectKeys.DASHBOARD_PORT).orElseThrow(),
        dashboard.get(ProjectKeys.ALLOW_HOSTS).orElseThrow(),
        dashboard.get(ProjectKeys.LOG_MEGABYTES).orElseThrow());
  }

  private static Section nested(Section settings, Key<Section> key) {
    Optional<Section> read = settings.get(key);
    return read.isPresent() ? read.get() : Section.absent();
  }
}
