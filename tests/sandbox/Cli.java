package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Runs the scripts as a user does: as processes, through `./jbang`.
public final class Cli {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private Cli() {}

  public record Result(int exitCode, String out, String err) {
    public String firstErrorLine() {
      return err.lines().filter(line -> line.startsWith("error: ")).findFirst().orElse("");
    }

    @Override
    public String toString() {
      return "exit " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  public static Result run(
      Path folder, Map<String, String> environment, String script, String... arguments) {
    try (Running running = start(folder, environment, script, arguments)) {
      return running.await();
    }
  }

  public static Running start(
      Path folder, Map<String, String> environment, String script, String... arguments) {
    Path checkout = Sandbox.checkout();
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("jbang").toString());
    command.add(checkout.resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("NO_COLOR", "1");
    try {
      return new Running(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A script that runs; closing it kills it if it still does.
  public static final class Running implements AutoCloseable {
    private final Process process;
    private final Transcript out;
    private final Transcript err;

    Running(Process process) {
      this.process = process;
      this.out = Transcript.of(process.getInputStream());
      this.err = Transcript.of(process.getErrorStream());
    }

    public long pid() {
      return process.pid();
    }

    public Result await() {
      try {
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new AssertionError("still running after " + LIMIT + "\n" + out + "\n" + err);
        }
        return new Result(process.exitValue(), out.whole(), err.whole());
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(ended);
      }
    }

    /// Waits until a line of out or err is as wanted.
    public String awaitLine(Duration limit, Predicate<String> wanted) {
      long deadline = System.nanoTime() + limit.toNanos();
      while (System.nanoTime() < deadline) {
        var found = out.find(wanted).or(() -> err.find(wanted));
        if (found.isPresent()) {
          return found.get();
        }
        if (!process.isAlive()) {
          throw new AssertionError(
              "it ended with " + process.exitValue() + "\n" + out + "\n" + err);
        }
        out.awaitMore(Duration.ofMillis(50));
      }
      throw new AssertionError("no such line within " + limit + "\n" + out + "\n" + err);
    }

    /// Forgets the lines so far, so that {@link #awaitLine} finds later ones only.
    public void forget() {
      out.forget();
      err.forget();
    }

    /// As Ctrl-C does.
    public void interrupt() {
      Sandbox.output(List.of("kill", "-INT", Long.toString(process.pid())));
    }

    public void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }

    @Override
    public void close() {
      if (process.isAlive()) {
        kill();
      }
    }
  }
}
