package nebula.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import nebula.model.Position;

/// Walks a folder for `service.yaml` files, in the order of their names. Hidden folders and
/// `node_modules` are left out, and so is a link back to a folder above.
final class ServiceFolders {
  /// Deeper than anybody sorts services, and shallow enough for a wrongly set folder.
  private static final int DEEPEST = 40;

  private final Problems problems;
  private final Unfinished unfinished;
  private int yamls;
  private final List<ServiceFile> files = new ArrayList<>();
  private final List<Object> above = new ArrayList<>();

  /// What somebody who is at work on the files may not have written yet, so that it is no problem:
  /// a folder without any YAML was just made, and a first service has none before it.
  enum Unfinished {
    NOTHING,
    FOLDERS,
    ALL
  }

  ServiceFolders(Problems problems, Unfinished unfinished) {
    this.problems = problems;
    this.unfinished = unfinished;
  }

  /// @param declared where the folder is named; a folder that is not there is a problem
  List<ServiceFile> walk(Path folder, Position declared) {
    if (unfinished == Unfinished.ALL && !Files.exists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      boolean file = Files.exists(folder);
      problems.add(
          declared,
          "the services folder '"
              + folder.getFileName()
              + (file ? "' is a file" : "' is not there"),
          file ? "name a folder" : "create it, or name the right one under 'services'");
      return List.of();
    }
    above.clear();
    for (Path path = folder; path != null; path = path.getParent()) {
      above.add(folderIdentity(path));
    }
    List<Path> children = list(folder);
    int filesBefore = files.size();
    boolean empty = true;
    for (Path child : children) {
      if (isSkipped(child)) {
        continue;
      }
      Look look = look(child, false);
      empty &= !look.folder();
      if (look.lacksService()) {
        addWithoutService(child);
      }
    }
    addOwn(children);
    if (empty && files.size() == filesBefore && unfinished != Unfinished.ALL) {
      String what = "the services folder '" + folder.getFileName() + "' is empty";
      problems.add(declared, what, "add a folder with a service.yaml and its manifests");
    }
    return List.copyOf(files.subList(filesBefore, files.size()));
  }

  /// @param lacksService whether it is a folder in which there is none, of which nothing was said
  private record Look(boolean folder, boolean lacksService) {}

  private Look look(Path path, boolean inService) {
    int filesBefore = files.size();
    int problemsBefore = problems.count();
    int yamlsBefore = yamls;
    boolean folder = visit(path, inService);
    boolean isNew = unfinished != Unfinished.NOTHING && yamls == yamlsBefore;
    boolean silent = files.size() == filesBefore && problems.count() == problemsBefore;
    return new Look(folder, folder && silent && !isNew);
  }

  /// @param inService whether a folder above is a service, so that this may hold anything
  /// @return whether it is a folder that counts
  private boolean visit(Path path, boolean inService) {
    Object identity = folderIdentity(path);
    if (identity == null) {
      return false;
    }
    if (above.contains(identity) || above.size() >= DEEPEST) {
      return false;
    }
    above.add(identity);
    List<Path> children = list(path);
    int filesAbove = files.size();
    addOwn(children);
    boolean service = inService || files.size() > filesAbove;
    List<Path> without = new ArrayList<>();
    for (Path child : children) {
      if (!isSkipped(child) && !isYaml(child)) {
        if (look(child, service).lacksService()) {
          without.add(child);
        }
      }
    }
    // Of a folder in which there is no service at all, that folder is the mistake.
    if (!service && files.size() > filesAbove) {
      without.forEach(this::addWithoutService);
    }
    above.removeLast();
    return true;
  }

  private void addOwn(List<Path> children) {
    List<Path> manifests = new ArrayList<>();
    Path service = null;
    for (Path child : children) {
      String name = child.getFileName().toString();
      if (name.equals(ServiceFile.NAME)) {
        service = child;
      } else if (isYaml(child) && !name.startsWith(".")) {
        manifests.add(child);
        yamls++;
      }
    }
    if (service != null) {
      files.add(new ServiceFile(service, manifests));
    }
  }

  private void addWithoutService(Path folder) {
    Path misnamed = folder.resolve("service.yml");
    if (Files.exists(misnamed)) {
      problems.add(
          Position.startOf(misnamed), "a service's file is called service.yaml", "rename it");
      return;
    }
    problems.add(
        Position.startOf(folder.resolve(ServiceFile.NAME)),
        "the folder '" + folder.getFileName() + "' has no service.yaml",
        "add one (docs/configuration.md), or take the folder away");
  }

  private List<Path> list(Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      problems.add(
          Position.startOf(folder),
          "the folder cannot be read: " + e.getMessage(),
          "check its rights");
    }
    children.sort(null);
    return children;
  }

  private static Object folderIdentity(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isDirectory()) {
        return null;
      }
      return attributes.fileKey() == null ? path.toRealPath() : attributes.fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isSkipped(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.equals("node_modules");
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
