package nebula.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nebula.config.ProjectReader;
import nebula.kube.ManifestLoader;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Project;
import nebula.model.Service;

/// Writes the files of a new service, whole or not at all: a run that watches the folder must not
/// see half of them, and what the project's own reader refuses is taken back.
final class NewFiles {
  private final Project project;

  NewFiles(Project project) {
    this.project = project;
  }

  static Path folder(Path root, String service) {
    return root.resolve("services").resolve(service);
  }

  /// Nothing may be in the service's folder: what stands there is never overwritten.
  ///
  /// @throws Failure bad input, when something is in it, or it is no folder
  static void checkRoom(Path folder) {
    if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS) || isEmptyFolder(folder)) {
      return;
    }
    throw Failure.badInput(
        Problem.of(
            folder + " is there already", "nothing was written; take another name, or delete it"));
  }

  private static boolean isEmptyFolder(Path path) {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> inIt = Files.list(path)) {
      return inIt.findAny().isEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + path, failed);
    }
  }

  /// The files that were written.
  ///
  /// @throws Failure bad input, when the service does not fit into the project
  List<Path> write(NewService service) {
    Path folder = folder(project.root(), service.name());
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("service.yaml", new ServiceText(service, project.root(), folder).text());
    if (service.inCluster()) {
      texts.put("k8s.yaml", ManifestText.of(service, service.image(project.registry())));
    }
    try {
      // Hidden folders are not read.
      Path half = folder.resolveSibling("." + service.name() + ".new");
      Files.createDirectories(half);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Files.writeString(half.resolve(text.getKey()), text.getValue());
      }
      if (isEmptyFolder(folder)) {
        Files.delete(folder);
      }
      Files.move(half, folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + folder, failed);
    }
    List<Path> written = texts.keySet().stream().map(folder::resolve).toList();
    check(service, folder, written);
    return written;
  }

  private void check(NewService service, Path folder, List<Path> written) {
    try {
      Project after = ProjectReader.whileEdited(project.root()).read();
      Optional<Service> read = after.service(service.name());
      if (read.isEmpty()) {
        String what = folder + " is in none of the folders that nebula.yaml names under 'services'";
        throw Failure.badInput(Problem.of(what, "add 'services' to them"));
      }
      new ManifestLoader(after.namespace()).load(read.get());
    } catch (Failure refused) {
      takeBack(folder, written);
      throw withoutPlaces(refused, folder);
    }
  }

  private static void takeBack(Path folder, List<Path> written) {
    try {
      for (Path file : written) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot delete " + folder, failed);
    }
  }

  /// The places in files that are no longer there help nobody.
  private static Failure withoutPlaces(Failure refused, Path folder) {
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : refused.problems()) {
      boolean inside =
          problem.position().filter(place -> place.file().startsWith(folder)).isPresent();
      problems.add(
          inside ? new Problem(Optional.empty(), problem.what(), problem.mend()) : problem);
    }
    return Failure.badInput(problems);
  }
}
