package nebula.kube;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nebula.kube.Kube.LogRecord;
import nebula.kube.Kube.Subscription;

/// What containers wrote.
final class Logs {
  private static final int MOST_BYTES = 256 * 1024;

  private final ApiClient api;
  private final String namespace;

  Logs(ApiClient api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  Subscription follow(
      String pod, String container, Optional<Instant> since, Consumer<LogRecord> eachLine) {
    return new LogFollower(api, podPath(pod), container, since, eachLine);
  }

  /// Empty when there is no such life of the container.
  List<String> last(String pod, String container, boolean previous, int lines)
      throws InterruptedException {
    String path =
        podPath(pod)
            + "/log?container="
            + container
            + "&tailLines="
            + lines
            + "&limitBytes="
            + MOST_BYTES
            + "&previous="
            + previous;
    try {
      byte[] text = api.answer(ApiRequest.text(path));
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    } catch (ApiError e) {
      return List.of();
    }
  }

  private String podPath(String pod) {
    return "/api/v1/namespaces/" + namespace + "/pods/" + pod;
  }
}
