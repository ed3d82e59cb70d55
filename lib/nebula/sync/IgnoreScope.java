package nebula.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.basjes.gitignore.GitIgnore;

/// A folder, or a file, and what of it matters: what neither `.gitignore` nor `.dockerignore`
/// names. `.git` never does.
///
/// Not for several threads.
final class IgnoreScope {
  private final Path base;
  private final Optional<DockerContext> docker;
  private final Map<Path, Folder> folders = new HashMap<>();

  /// The `.dockerignore` of a build and the folder that its lines are counted from.
  record DockerContext(Path folder, DockerIgnore lines) {}

  /// @param git the `.gitignore` files that hold in it, the nearest last
  private record Folder(boolean ignored, DockerIgnore.Verdict docker, List<GitFile> git) {}

  private record GitFile(Path folder, GitIgnore lines) {}

  private IgnoreScope(Path base, Optional<DockerContext> docker, List<GitFile> git) {
    this.base = base;
    this.docker = docker;
    DockerIgnore.Verdict verdict = docker.map(IgnoreScope::root).orElse(NO_DOCKER);
    folders.put(base, new Folder(false, verdict, withOwn(base, git)));
  }

  private static final DockerIgnore.Verdict NO_DOCKER = DockerIgnore.nothing().root();

  /// Everything that a build sends to Docker, as far as git does not ignore it.
  static IgnoreScope ofBuild(DockerContext context) {
    Path base = context.folder();
    return new IgnoreScope(base, Optional.of(context), gitAbove(base));
  }

  /// What a sync rule names, which counts even where an ignore file above says otherwise: who syncs
  /// `dist` does not want it left out for being in `.gitignore`.
  static IgnoreScope ofRule(Path from) {
    List<GitFile> above = gitAbove(from);
    boolean ignored = isIgnored(above, from, Files.isDirectory(from));
    return new IgnoreScope(from, Optional.empty(), ignored ? List.of() : above);
  }

  Path base() {
    return base;
  }

  boolean includes(Path path, boolean isFolder) {
    if (path.equals(base)) {
      return true;
    }
    if (!path.startsWith(base)) {
      return false;
    }
    Folder parent = folder(path.getParent());
    return parent != null && !isIgnored(parent, path, isFolder);
  }

  /// Whether anything in the folder can matter: Docker's lines may bring files of an ignored folder
  /// back.
  boolean entersFolder(Path path) {
    return path.startsWith(base) && folder(path) != null;
  }

  /// @return null when nothing in it can matter
  private Folder folder(Path path) {
    Folder known = folders.get(path);
    if (known != null || folders.containsKey(path)) {
      return known;
    }
    Folder parent = folder(path.getParent());
    Folder found = parent == null ? null : folderIn(parent, path);
    folders.put(path, found);
    return found;
  }

  private Folder folderIn(Folder parent, Path path) {
    if (isOfGit(path) || isIgnored(parent.git, path, true)) {
      return null;
    }
    DockerIgnore.Verdict verdict = docker(parent, path);
    if (verdict.ignored() && !docker.orElseThrow().lines().mayBringBackBelow(relative(path))) {
      return null;
    }
    return new Folder(verdict.ignored(), verdict, withOwn(path, parent.git));
  }

  private boolean isIgnored(Folder parent, Path path, boolean isFolder) {
    return isOfGit(path)
        || EditorFiles.isOne(path.getFileName().toString())
        || docker(parent, path).ignored()
        || isIgnored(parent.git, path, isFolder);
  }

  private DockerIgnore.Verdict docker(Folder parent, Path path) {
    return docker.isEmpty() ? NO_DOCKER : docker.get().lines().of(relative(path), parent.docker);
  }

  private String relative(Path path) {
    return SourceTree.name(docker.orElseThrow().folder().relativize(path));
  }

  private static DockerIgnore.Verdict root(DockerContext context) {
    return context.lines().root();
  }

  private static boolean isOfGit(Path path) {
    return path.getFileName().toString().equals(".git");
  }

  private static boolean isIgnored(List<GitFile> files, Path path, boolean isFolder) {
    for (int at = files.size() - 1; at >= 0; at--) {
      GitFile file = files.get(at);
      String name = SourceTree.name(file.folder.relativize(path)) + (isFolder ? "/" : "");
      Boolean verdict = file.lines.isIgnoredFile(name);
      if (verdict != null) {
        return verdict;
      }
    }
    return false;
  }

  /// From the repository's root down to the folder above.
  private static List<GitFile> gitAbove(Path path) {
    List<Path> folders = new ArrayList<>();
    for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
      folders.addFirst(folder);
      if (Files.exists(folder.resolve(".git"))) {
        List<GitFile> files = List.of();
        for (Path each : folders) {
          files = withOwn(each, files);
        }
        return files;
      }
    }
    return List.of();
  }

  private static List<GitFile> withOwn(Path folder, List<GitFile> above) {
    Path file = folder.resolve(".gitignore");
    if (!Files.isRegularFile(file)) {
      return above;
    }
    try {
      List<GitFile> all = new ArrayList<>(above);
      all.add(new GitFile(folder, new GitIgnore(Files.readString(file))));
      return List.copyOf(all);
    } catch (IOException | RuntimeException e) {
      // It has just gone, or is no text: then it ignores nothing.
      return above;
    }
  }
}
