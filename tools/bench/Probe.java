package nebula.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The program of tools/bench/probe in its container, asked through the run's forward. Its clock is
/// the one of this machine: containers have the kernel's.
record Probe(int port) {
  /// A refused connection is asked again so soon.
  private static final Duration STEP = Duration.ofMillis(5);

  /// What answers now.
  ///
  /// @param version as the synced sources say
  /// @param built as the image's own file says
  /// @param startSeconds from the beginning of its process until it listened
  record Version(String version, String built, double startSeconds) {}

  /// Empty when nothing answers, as while it is started anew.
  Optional<Version> version() {
    try {
      JsonNode answer = Http.json(port, "/version");
      return Optional.of(
          new Version(
              answer.path("version").asString(""),
              answer.path("built").asString(""),
              answer.path("startSeconds").asDouble()));
    } catch (RunFailed away) {
      return Optional.empty();
    }
  }

  /// Asks until the wanted version answers.
  Version awaitVersion(String wanted, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Version> now = version().filter(each -> each.version().equals(wanted));
      if (now.isPresent()) {
        return now.get();
      }
      Thread.sleep(STEP);
    }
    throw new RunFailed("version %s did not answer within %s".formatted(wanted, limit));
  }

  /// When the last of so many files was first read with that round in it.
  Instant awaitRound(int round, int files) {
    return at(Http.json(port, "/read?round=" + round + "&count=" + files));
  }

  /// Writes a line to its log.
  ///
  /// @return when
  Instant write(String line) {
    String text = URLEncoder.encode(line, StandardCharsets.UTF_8);
    return at(Http.json(port, "/write?text=" + text));
  }

  /// Unwell for Kubernetes, which asks once a second, and well again a moment later.
  void turn() {
    Http.json(port, "/turn");
  }

  /// Begins to write numbered lines.
  void pour(int linesPerSecond, int seconds) {
    Http.json(port, "/pour?lines=" + linesPerSecond + "&seconds=" + seconds);
  }

  /// Whether all the lines that were asked for are written.
  boolean hasPoured() {
    return Http.json(port, "/flood").path("done").asBoolean();
  }

  private static Instant at(JsonNode answer) {
    return Instant.ofEpochMilli(answer.path("at").asLong());
  }
}
