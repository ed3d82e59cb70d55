package nebula.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import nebula.model.LocalProcess;
import nebula.process.ProgramOutput;

/// A started command with all that it starts in turn. zt-exec is for programs with an end and a
/// limit; here are neither, and the JDK's own process is all that is needed.
final class LocalTree {
  /// Output that is still in the pipe when all processes are gone.
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

  private static final int LAST_LINES = 12;

  private final TreeEnd end;
  private final Process process;
  private final String mark;
  private final ProgramOutput output;
  private final CompletableFuture<Void> read = new CompletableFuture<>();

  private LocalTree(TreeEnd end, Process process, String mark, Consumer<String> eachLine) {
    this.end = end;
    this.process = process;
    this.mark = mark;
    this.output = new ProgramOutput(eachLine, this);
    // No virtual one: reading a pipe blocks the thread that carries it, of which there is one a
    // core.
    Thread.ofPlatform().daemon().name("output of process " + process.pid()).start(this::readOutput);
  }

  /// @param mark that its processes can be told by, of no other tree
  /// @throws IOException when the first program cannot be started
  static LocalTree start(
      LocalProcess local,
      Map<String, String> environment,
      String mark,
      TreeEnd end,
      Consumer<String> eachLine)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(OwnSession.around(local.command(), new OnPath(environment)))
            .directory(local.folder().toFile())
            .redirectErrorStream(true)
            // A program that asks a question gets the end of input, not the terminal's keys.
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(ProcessTable.MARK, mark);
    return new LocalTree(end, builder.start(), mark, eachLine);
  }

  long pid() {
    return process.pid();
  }

  Instant started() {
    return process.info().startInstant().orElseGet(Instant::now);
  }

  /// Completes with the exit code (128 + signal) when the first process ends, whatever its children
  /// do.
  CompletableFuture<Integer> exitCode() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// Returns when nothing of it is left.
  void end() {
    end.end(process.pid(), mark);
  }

  /// What it wrote last, oldest first, once it has ended.
  List<String> lastLines() {
    try {
      read.get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException unread) {
      // What has been read until now has to do.
    }
    List<String> lines = output.finish().lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }

  private void readOutput() {
    try (InputStream from = process.getInputStream()) {
      from.transferTo(output);
    } catch (IOException closed) {
      // The pipe is gone with the process.
    } finally {
      output.finish();
      read.complete(null);
    }
  }
}
