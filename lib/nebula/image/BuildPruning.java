package nebula.image;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nebula.cluster.Docker;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.RegistrySettings;

/// Takes away old builds of an image, here and in the registry. What a registry no longer names
/// still takes its disk until the registry is made anew.
final class BuildPruning {
  /// Tags that are kept of each image.
  static final int KEPT = 3;

  private final Docker docker;
  private final EventBus events;
  private final RegistrySettings registry;
  private final RegistryClient client;

  BuildPruning(Docker docker, EventBus events, RegistrySettings registry) {
    this.docker = docker;
    this.events = events;
    this.registry = registry;
    this.client = new RegistryClient(registry.hostAddress());
  }

  /// @param name of the image, without registry and tag
  /// @param recent its tags, the newest first
  void prune(String name, List<String> recent) throws InterruptedException {
    String local = registry.hostAddress() + "/" + name;
    List<String> here = tagsHere(local);
    Set<String> kept = new LinkedHashSet<>(recent);
    for (String tag : here) {
      if (kept.size() < KEPT) {
        kept.add(tag); // what is known of the order was lost
      }
    }
    List<String> old = here.stream().filter(tag -> !kept.contains(tag)).toList();
    if (!old.isEmpty()) {
      List<String> words = new ArrayList<>(List.of("image", "rm"));
      old.forEach(tag -> words.add(local + ":" + tag));
      docker.ask(words.toArray(String[]::new)); // what a container still uses stays
    }
    pruneRegistry(name, kept);
  }

  /// Of Docker, the newest first.
  private List<String> tagsHere(String local) throws InterruptedException {
    return docker
        .ask("image", "ls", "--filter", "reference=" + local, "--format", "{{.Tag}}")
        .out()
        .lines()
        .map(String::strip)
        .filter(BuildPruning::isOurs)
        .toList();
  }

  private void pruneRegistry(String name, Set<String> kept) {
    try {
      for (String tag : client.tags(name)) {
        if (isOurs(tag) && !kept.contains(tag) && !delete(name, tag)) {
          events.publish(
              new Event.Notice(
                  Instant.now(),
                  "the registry %s keeps old builds of %s: it allows no deletion"
                      .formatted(registry.hostAddress(), name)));
          return;
        }
      }
    } catch (IOException _) {
      // The next build tries again.
    }
  }

  private boolean delete(String name, String tag) throws IOException {
    var digest = client.digest(name, tag);
    return digest.isEmpty() || client.delete(name, digest.get());
  }

  private static boolean isOurs(String tag) {
    return tag.startsWith(DockerImageBuilder.TAG_PREFIX)
        && tag.length() == DockerImageBuilder.TAG_PREFIX.length() + DockerImageBuilder.TAG_DIGITS;
  }
}
