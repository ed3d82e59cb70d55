package nebula.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import nebula.model.Project;
import org.junit.jupiter.api.Test;

/// A version is written in one place, so that raising it is one edit.
class VersionsTest {

  @Test
  void eachImageIsNamedInOneFileOnly() throws IOException {
    List<String> images = new ArrayList<>();
    Project project = ProjectFiles.project();
    images.add(project.cluster().image());
    images.add(project.cluster().toolsImage());
    images.add(project.registry().image());
    // What is built here has no version.
    OurService.all().stream()
        .filter(service -> service.service().build().isEmpty())
        .forEach(service -> images.addAll(service.images()));
    // A program of another service's image, which has to be the same.
    List<String> borrowed =
        OurService.all().stream()
            .flatMap(service -> service.initContainers().stream())
            .map(Container::getImage)
            .toList();

    assertTrue(images.containsAll(borrowed), () -> borrowed + " in " + images);
    assertEquals(8, images.size(), () -> "three of the cluster and five of services: " + images);
    for (String image : images) {
      List<String> lines = settingLinesWith(image);
      int expected = 1 + Collections.frequency(borrowed, image);
      assertEquals(expected, lines.size(), () -> image + ": " + lines);
    }
  }

  @Test
  void theBenchmarksComposeFileHasTheSameImages() {
    String compose = ProjectFiles.text("tools/bench/compose.yaml");
    for (OurService service : OurService.all()) {
      if (service.name().equals("postgres") || service.name().startsWith("temporal")) {
        for (String image : service.images()) {
          assertTrue(compose.contains("image: " + image + "\n"), image);
        }
      }
    }
  }

  /// Lines of `nebula.yaml` and of everything below `services/`.
  private static List<String> settingLinesWith(String image) throws IOException {
    Path root = ProjectFiles.root();
    List<String> lines = new ArrayList<>();
    try (Stream<Path> below = Files.walk(root.resolve("services"))) {
      Stream<Path> files = below.filter(Files::isRegularFile);
      for (Path file : Stream.concat(Stream.of(root.resolve("nebula.yaml")), files).toList()) {
        ProjectFiles.text(file)
            .lines()
            .filter(line -> line.endsWith(": " + image))
            .map(line -> root.relativize(file) + ":" + line)
            .forEach(lines::add);
      }
    }
    return lines;
  }
}
