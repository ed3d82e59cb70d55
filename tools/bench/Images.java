package nebula.bench;

import java.util.ArrayList;
import java.util.List;

/// What was built for the benchmark.
final class Images {
  private Images() {}

  /// A reset leaves images in Docker; these are of no use to anybody.
  ///
  /// @param names as Docker's filter `reference` takes them
  static void delete(String names) throws InterruptedException {
    String format = "{{.Repository}}:{{.Tag}}";
    String found =
        Program.of("docker", "image", "ls", "--filter", "reference=" + names, "--format", format)
            .mustSucceed()
            .out();
    List<String> words = new ArrayList<>(List.of("docker", "image", "rm", "--force"));
    words.addAll(found.lines().toList());
    if (!found.isBlank()) {
      Program.of(words.toArray(String[]::new)).run();
    }
  }
}
