package nebula.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import nebula.model.Build;
import nebula.model.Position;
import nebula.model.SyncRule;

/// A folder of sources on this machine, as a developer has it.
final class SourceFolder {
  private final Path root;

  SourceFolder(Path folder) {
    try {
      root = folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String file) {
    return root.resolve(file);
  }

  SourceFolder write(String file, String text) {
    try {
      Files.createDirectories(path(file).getParent());
      Files.writeString(path(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SourceFolder delete(String file) {
    try (Stream<Path> all = Files.walk(path(file))) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An image built from the whole folder.
  Optional<Build> build() {
    return Optional.of(
        new Build(
            "web",
            root,
            path("Dockerfile"),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Position.startOf(root.resolve("service.yaml"))));
  }

  SyncRule rule(String from, String to) {
    return new SyncRule(path(from), to, List.of(), false);
  }

  SourceTree tree(SyncRule... rules) {
    return new SourceTree(build(), List.of(rules), SourceState.nothing());
  }

  /// Paths below the folder, without folders.
  List<String> files(SourceState state) {
    List<String> files = new ArrayList<>();
    String prefix = SourceTree.name(root) + "/";
    state
        .files()
        .forEach((path, file) -> {
          if (file.kind() != SourceFile.Kind.FOLDER) {
            files.add(path.startsWith(prefix) ? path.substring(prefix.length()) : path);
          }
        });
    return List.copyOf(new TreeSet<>(files));
  }
}
