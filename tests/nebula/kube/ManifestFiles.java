package nebula.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nebula.model.Failure;
import nebula.model.Position;
import nebula.model.Problem;
import nebula.model.Service;
import nebula.model.ServiceOnPaper;

/// Manifests on disk for one test.
final class ManifestFiles {
  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: web, image: "web:1"}]
      """;

  private final Path root;

  ManifestFiles(Path root) {
    this.root = root;
  }

  /// A service whose manifests are called k8s.yaml, k8s1.yaml …
  Service service(String name, String... texts) {
    byte[][] contents = new byte[texts.length][];
    for (int at = 0; at < texts.length; at++) {
      contents[at] = texts[at].getBytes(StandardCharsets.UTF_8);
    }
    return service(name, contents);
  }

  Service service(String name, byte[]... contents) {
    try {
      Path folder = Files.createDirectories(root.resolve(name));
      List<Path> files = new ArrayList<>();
      for (int at = 0; at < contents.length; at++) {
        files.add(Files.write(folder.resolve("k8s" + (at == 0 ? "" : at) + ".yaml"), contents[at]));
      }
      return ServiceOnPaper.withManifests(name, folder, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines that a user sees, with paths counted from the test's folder; none when all is well.
  List<String> problems(ManifestLoader loader, Service service) {
    try {
      loader.load(service);
      return List.of();
    } catch (Failure failure) {
      String mark = Position.startOf(root.resolve("x")).toString();
      String prefix = mark.substring(0, mark.length() - "x:1:1".length());
      return failure.problems().stream()
          .map(Problem::line)
          .map(line -> line.replace(prefix, ""))
          .toList();
    }
  }
}
