package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `k3d cluster create` of a start, as it was: its words, its variables and the file that it
/// reads. It is taken from a real start, so that it never differs from what the product does.
///
/// @param registries its `--registry-config`, which a reset deletes
record K3dCreate(
    List<String> words, Map<String, String> environment, Path registries, String registriesText) {
  private static final String SHIM =
      """
      #!/bin/sh
      # Notes how k3d is called, and becomes k3d.
      if [ "$1 $2" = "cluster create" ]; then
        printf '%s\\0' "$@" >"${0%/*}/words"
        env >"${0%/*}/environment"
      fi
      PATH=${PATH#*:}
      exec k3d "$@"
      """;

  /// What stands before `PATH` while a start is watched.
  ///
  /// @param folder an empty one
  static String watchingPath(Path folder) {
    try {
      Path shim = folder.resolve("k3d");
      Files.writeString(shim, SHIM);
      shim.toFile().setExecutable(true);
      return folder + ":" + System.getenv("PATH");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// @param folder as given to {@link #watchingPath}, after a start that made a cluster
  static K3dCreate watchedIn(Path folder) {
    try {
      List<String> words = new ArrayList<>(List.of("k3d"));
      words.addAll(List.of(Files.readString(folder.resolve("words")).split("\0")));
      Map<String, String> environment = new LinkedHashMap<>();
      for (String line : Files.readAllLines(folder.resolve("environment"))) {
        String name = line.split("=", 2)[0];
        if (name.startsWith("K3D_") || name.startsWith("LOG_") || name.equals("KUBECONFIG")) {
          environment.put(name, line.substring(name.length() + 1));
        }
      }
      Path registries = Path.of(words.get(words.indexOf("--registry-config") + 1));
      return new K3dCreate(words, environment, registries, Files.readString(registries));
    } catch (IOException failed) {
      throw new RunFailed("the first start did not call k3d: " + failed.getMessage());
    }
  }

  /// Makes the cluster, as a start that finds none does.
  ///
  /// @return seconds
  double run() throws InterruptedException {
    try {
      Files.createDirectories(registries.getParent());
      Files.writeString(registries, registriesText);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new Program(words, environment).mustSucceed().seconds();
  }

  /// Deletes what a reset would not, because it does not bear our label: the volumes that Docker
  /// made for k3d.
  void strikeVolumes() throws InterruptedException {
    for (int at = 0; at < words.size() - 1; at++) {
      if (words.get(at).equals("--volume")) {
        Program.of("docker", "volume", "rm", "--force", words.get(at + 1).split(":")[0]).run();
      }
    }
  }
}
