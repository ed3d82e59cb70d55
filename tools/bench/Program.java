package nebula.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nebula.process.ProcessTree;

/// A program that is timed. The library's own way of running programs may add some hundredths of a
/// second, and here that would be in what we are compared with.
record Program(List<String> command, Map<String, String> environment) {
  /// The longest, a cold start on a slow machine, takes a minute.
  private static final long LIMIT_SECONDS = 240;

  static Program of(String... command) {
    return new Program(List.of(command), Map.of());
  }

  /// @param out of both outputs
  record Ended(double seconds, int exitCode, String out) {}

  /// @throws RunFailed when it cannot be started, or does not end with 0
  Ended mustSucceed() throws InterruptedException {
    Ended ended = run();
    if (ended.exitCode() != 0) {
      String last = ended.out().lines().reduce("", (_, line) -> line).strip();
      throw new RunFailed("`%s` ended with %d: %s".formatted(shown(), ended.exitCode(), last));
    }
    return ended;
  }

  /// @throws RunFailed when it cannot be started
  Ended run() throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long from = System.nanoTime();
    Process process = start(builder);
    try {
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> all(process));
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new RunFailed("`" + shown() + "` did not end within " + LIMIT_SECONDS + " s");
      }
      double seconds = (System.nanoTime() - from) / 1e9;
      return new Ended(seconds, process.exitValue(), out.join());
    } finally {
      ProcessTree.end(process);
    }
  }

  private Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new RunFailed("`" + command.getFirst() + "` cannot be run: is it installed?");
    }
  }

  private static String all(Process process) {
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      return "(its output broke off: " + broken.getMessage() + ")";
    }
  }

  private String shown() {
    return String.join(" ", command.subList(0, Math.min(4, command.size())));
  }
}
