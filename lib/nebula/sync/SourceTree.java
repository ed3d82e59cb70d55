package nebula.sync;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nebula.model.Build;
import nebula.model.SyncRule;
import nebula.sync.IgnoreScope.DockerContext;

/// The files of a service on this machine, looked at again where something may have changed.
public final class SourceTree {
  private final Optional<Sources> build;
  private final List<SyncRule> rules;
  private final SourceReader reader = new SourceReader();
  private SortedMap<String, SourceFile> files;
  private final Set<Path> unnamed = new HashSet<>();
  private List<IgnoreScope> scopes = List.of();

  private record Sources(Path context, Path dockerfile) {}

  /// @param remembered spares reading files that look as they did then
  public SourceTree(Optional<Build> build, List<SyncRule> rules, SourceState remembered) {
    this.build = build.map(SourceTree::real);
    this.rules = rules.stream().map(SourceTree::real).toList();
    this.files = new TreeMap<>(remembered.files());
  }

  /// Looks at everything, by the ignore files as they are now.
  public synchronized SourceState scan() throws InterruptedException {
    scopes = newScopes();
    SortedMap<String, SourceFile> before = files;
    files = new TreeMap<>();
    unnamed.clear();
    for (IgnoreScope scope : scopes) {
      walk(scope, scope.base(), before);
    }
    dockerFiles().forEach(file -> take(file, before));
    return new SourceState(files);
  }

  /// Looks at these paths, and at what is in them, alone.
  synchronized SourceState look(Collection<Path> paths) throws InterruptedException {
    if (scopes.isEmpty() || paths.stream().anyMatch(this::rulesWhatCounts)) {
      return scan();
    }
    SortedMap<String, SourceFile> before = new TreeMap<>();
    for (Path path : paths) {
      String name = name(path);
      drain(files.subMap(name, name + "\0"), before);
      drain(files.subMap(name + "/", name + "0"), before);
    }
    for (Path path : paths) {
      for (IgnoreScope scope : scopes) {
        if (path.startsWith(scope.base())) {
          walk(scope, path, before);
        }
      }
      if (dockerFiles().contains(path)) {
        take(path, before);
      }
    }
    return new SourceState(files);
  }

  /// What has to be watched; some may lie in others.
  synchronized List<Path> roots() {
    if (scopes.isEmpty()) {
      scopes = newScopes();
    }
    List<Path> roots = new ArrayList<>();
    scopes.forEach(scope -> roots.add(scope.base()));
    dockerFiles().stream()
        .filter(file -> scopes.stream().noneMatch(scope -> file.startsWith(scope.base())))
        .forEach(roots::add);
    return roots;
  }

  /// Whether anything in the folder can matter.
  synchronized boolean enters(Path folder) {
    return scopes.stream().anyMatch(scope -> scope.entersFolder(folder));
  }

  List<SyncRule> rules() {
    return rules;
  }

  /// What was left out since the last look at everything, because its name cannot be told.
  synchronized Set<Path> unnamed() {
    return Set.copyOf(unnamed);
  }

  /// A name whose bytes are no text in this machine's locale comes out with this character, and
  /// leads to no file then.
  private static boolean hasName(Path path) {
    return path.toString().indexOf('\uFFFD') < 0;
  }

  /// The Dockerfile and the ignore files that may hold for it.
  Set<String> buildFiles() {
    Set<String> names = new HashSet<>();
    build.ifPresent(image -> {
      names.add(name(image.dockerfile()));
      names.add(name(ownIgnoreFile(image)));
      names.add(name(commonIgnoreFile(image)));
    });
    return names;
  }

  /// With `/` on every system.
  static String name(Path path) {
    return File.separatorChar == '/'
        ? path.toString()
        : path.toString().replace(File.separatorChar, '/');
  }

  private void walk(IgnoreScope scope, Path path, SortedMap<String, SourceFile> before)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!hasName(path)) {
      unnamed.add(path);
      return;
    }
    Optional<SourceFile> found = reader.look(path);
    boolean folder = found.isPresent() && found.get().kind() == SourceFile.Kind.FOLDER;
    if (found.isPresent() && scope.includes(path, folder)) {
      put(path, found.get(), before);
    }
    if (folder && scope.entersFolder(path)) {
      for (Path each : reader.list(path)) {
        walk(scope, each, before);
      }
    }
  }

  private void take(Path path, SortedMap<String, SourceFile> before) {
    reader.look(path).ifPresent(found -> put(path, found, before));
  }

  private void put(Path path, SourceFile found, SortedMap<String, SourceFile> before) {
    String name = name(path);
    reader
        .whole(path, found, Optional.ofNullable(before.get(name)))
        .ifPresentOrElse(file -> files.put(name, file), () -> files.remove(name));
  }

  private static void drain(SortedMap<String, SourceFile> from, SortedMap<String, SourceFile> to) {
    to.putAll(from);
    from.clear();
  }

  /// They count even where `.dockerignore` names them: Docker reads them all the same.
  private List<Path> dockerFiles() {
    List<Path> all = new ArrayList<>();
    build.ifPresent(image -> {
      all.add(image.dockerfile());
      all.add(ignoreFile(image));
    });
    return all;
  }

  private boolean rulesWhatCounts(Path path) {
    String name = path.getFileName().toString();
    return name.equals(".gitignore") || name.endsWith(".dockerignore");
  }

  private List<IgnoreScope> newScopes() {
    List<IgnoreScope> all = new ArrayList<>();
    build.ifPresent(image -> all.add(IgnoreScope.ofBuild(contextOf(image))));
    for (SyncRule rule : rules) {
      boolean folder = Files.isDirectory(rule.from());
      if (all.stream().noneMatch(scope -> scope.includes(rule.from(), folder))) {
        all.add(IgnoreScope.ofRule(rule.from()));
      }
    }
    return List.copyOf(all);
  }

  private static DockerContext contextOf(Sources image) {
    try {
      return new DockerContext(
          image.context(), DockerIgnore.parse(Files.readAllLines(ignoreFile(image))));
    } catch (IOException | RuntimeException e) {
      return new DockerContext(image.context(), DockerIgnore.nothing());
    }
  }

  /// BuildKit looks beside the Dockerfile first.
  private static Path ignoreFile(Sources image) {
    Path own = ownIgnoreFile(image);
    return Files.exists(own) ? own : commonIgnoreFile(image);
  }

  private static Path ownIgnoreFile(Sources image) {
    Path dockerfile = image.dockerfile();
    return dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
  }

  private static Path commonIgnoreFile(Sources image) {
    return image.context().resolve(".dockerignore");
  }

  private static Sources real(Build image) {
    return new Sources(real(image.context()), real(image.dockerfile()));
  }

  private static SyncRule real(SyncRule rule) {
    return new SyncRule(real(rule.from()), rule.to(), rule.run(), rule.restart());
  }

  /// Watchers tell of real paths.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
