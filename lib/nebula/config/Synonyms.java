package nebula.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Compose, Tilt, Helm and Kubernetes call the things that have another name here.
final class Synonyms {
  private static final Map<String, List<String>> MEANT =
      Map.ofEntries(
          Map.entry("build", List.of("context", "image")),
          Map.entry("cmd", List.of("run", "exec")),
          Map.entry("command", List.of("run", "exec")),
          Map.entry("containerPort", List.of("remote")),
          Map.entry("cwd", List.of("in")),
          Map.entry("deps", List.of("dependsOn")),
          Map.entry("dest", List.of("to")),
          Map.entry("dir", List.of("in")),
          Map.entry("healthcheck", List.of("health")),
          Map.entry("hostPort", List.of("local")),
          Map.entry("httpGet", List.of("http")),
          Map.entry("live_update", List.of("sync")),
          Map.entry("livenessProbe", List.of("health")),
          Map.entry("path", List.of("from", "http")),
          Map.entry("published", List.of("local")),
          Map.entry("readinessProbe", List.of("health")),
          Map.entry("resource_deps", List.of("dependsOn")),
          Map.entry("src", List.of("from")),
          Map.entry("target", List.of("to", "remote")),
          Map.entry("targetPort", List.of("remote")),
          Map.entry("tcpSocket", List.of("tcp")),
          Map.entry("test", List.of("exec")),
          Map.entry("working_dir", List.of("in")),
          Map.entry("workingDir", List.of("in")));

  private Synonyms() {}

  /// The first of what the word means elsewhere that is a key here.
  static Optional<String> of(String word, List<String> known) {
    return MEANT.getOrDefault(word, List.of()).stream().filter(known::contains).findFirst();
  }
}
