package nebula.kube;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.kube.Kube.LogRecord;
import nebula.kube.Kube.Subscription;

/// What containers wrote.
final class Logs {
  private static final int MOST_BYTES = 256 * 1024;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final FabricApi api;
  private final String namespace;

  Logs(FabricApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  Subscription follow(
      String pod, String container, Supplier<LogStart> start, Consumer<LogRecord> eachLine) {
    return new LogFollower(api, podPath(pod), container, start, eachLine).start();
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
      return api.text(path).map(text -> text.lines().toList()).orElse(List.of());
    } catch (ApiError e) {
      return List.of();
    }
  }

  /// Read line by line, because a log can be larger than memory.
  List<LogRecord> past(
      String pod, String container, boolean previous, Optional<Instant> since, int most)
      throws InterruptedException {
    String path = podPath(pod) + "/log?timestamps=true&container=" + container;
    path += "&previous=" + previous + "&tailLines=" + most;
    path += since.map(time -> "&sinceTime=" + time.toString().replace(":", "%3A")).orElse("");
    List<LogRecord> records = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                api.session().stream(path, ANSWER_LIMIT), StandardCharsets.UTF_8))) {
      Optional<Instant> last = since;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LogRecord record = LogFollower.record(line, last);
        last = Optional.of(record.at());
        if (since.isEmpty() || !record.at().isBefore(since.get())) {
          records.add(record);
        }
      }
    } catch (ApiError | IOException e) {
      // No such life, or it ended while it was read: what is there is what there is.
    }
    return List.copyOf(records);
  }

  private String podPath(String pod) {
    return "/api/v1/namespaces/" + namespace + "/pods/" + pod;
  }
}
