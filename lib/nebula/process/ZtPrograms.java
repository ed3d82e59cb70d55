package nebula.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.listener.ProcessListener;

/// Programs run by zt-exec. Its own stop ends only the direct child, so the whole tree of processes
/// is ended here, before the caller hears of the limit or the interrupt.
public final class ZtPrograms implements Programs {
  /// A child that left a grandchild holding its output must not keep us waiting for the end of it.
  private static final Duration PATIENCE_WITH_OUTPUT = Duration.ofMillis(500);

  private static final int LINES_IN_MESSAGE = 5;

  @Override
  public Outcome run(Command command) throws InterruptedException {
    return run(command, _ -> {});
  }

  @Override
  public Outcome run(Command command, Consumer<String> eachLine) throws InterruptedException {
    checkFolder(command);
    Object oneLineAtATime = new Object();
    ProgramOutput out = new ProgramOutput(eachLine, oneLineAtATime);
    ProgramOutput err = new ProgramOutput(eachLine, oneLineAtATime);
    AtomicReference<Process> started = new AtomicReference<>();
    try {
      int exitCode = executor(command, out, err, started).execute().getExitValue();
      return new Outcome(exitCode, out.finish(), err.finish());
    } catch (TimeoutException _) {
      ProcessTree.end(started.get());
      throw timedOut(command, out.finish(), err.finish());
    } catch (InterruptedException interrupt) {
      ProcessTree.end(started.get());
      throw interrupt;
    } catch (IOException couldNotStart) {
      ProcessTree.end(started.get());
      throw notStarted(command, couldNotStart);
    }
  }

  @Override
  public Outcome read(Command command, DataReader reader) throws InterruptedException, IOException {
    checkFolder(command);
    Process process;
    try {
      process = DataProgram.start(command);
    } catch (IOException couldNotStart) {
      throw notStarted(command, couldNotStart);
    }
    DataProgram program = new DataProgram(process);
    try {
      return program.run(reader, command.limit());
    } catch (TimeoutException _) {
      throw timedOut(command, "", program.err());
    }
  }

  private static ProcessExecutor executor(
      Command command, ProgramOutput out, ProgramOutput err, AtomicReference<Process> started) {
    ProcessExecutor executor =
        new ProcessExecutor(command.arguments())
            .redirectInput(input(command))
            .redirectOutput(out)
            .redirectError(err)
            .closeTimeout(PATIENCE_WITH_OUTPUT.toMillis(), TimeUnit.MILLISECONDS)
            .timeout(command.limit().toMillis(), TimeUnit.MILLISECONDS)
            .stopper(_ -> {})
            .addListener(
                new ProcessListener() {
                  @Override
                  public void afterStart(Process process, ProcessExecutor from) {
                    started.set(process);
                  }
                });
    command.folder().ifPresent(folder -> executor.directory(folder.toFile()));
    command.environment().forEach(executor::environment);
    return executor;
  }

  /// Never this process's own input: a program that asks a question gets the end of input.
  private static InputStream input(Command command) {
    byte[] bytes = command.input().orElse("").getBytes(StandardCharsets.UTF_8);
    return new ByteArrayInputStream(bytes);
  }

  private static void checkFolder(Command command) {
    for (Path folder : command.folder().stream().toList()) {
      if (!Files.isDirectory(folder)) {
        String what = program(command) + " cannot run in " + folder + ": there is no such folder";
        throw new Failure(ExitCode.BAD_INPUT, List.of(Problem.of(what)));
      }
    }
  }

  private static Failure timedOut(Command command, String out, String err) {
    String last = lastLines(err.isBlank() ? out : err);
    String said = last.isEmpty() ? "it printed nothing" : "its last lines: " + last;
    return Failure.timedOut(
        "`%s` did not end within %s; %s"
            .formatted(String.join(" ", command.arguments()), inWords(command.limit()), said),
        "run the command by hand to see where it stays");
  }

  private static Failure notStarted(Command command, IOException error) {
    String program = program(command);
    String reason = error.getCause() == null ? error.getMessage() : error.getCause().getMessage();
    if (isError(reason, 2)) {
      return Failure.machineLacks(program + " is not installed", Installation.howTo(program));
    }
    if (isError(reason, 13)) {
      return Failure.machineLacks(
          program + " is there but may not be executed", "chmod +x $(which " + program + ")");
    }
    return Failure.machineLacks(
        program + " could not be started: " + reason, Installation.howTo(program));
  }

  /// The JDK tells the reason of a failed start in its message only, in one of two forms.
  private static boolean isError(String message, int number) {
    return message.contains("error=" + number + ",") || message.contains("error: " + number + " ");
  }

  private static String program(Command command) {
    return command.arguments().getFirst();
  }

  private static String lastLines(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return String.join(
        " | ", lines.subList(Math.max(0, lines.size() - LINES_IN_MESSAGE), lines.size()));
  }

  private static String inWords(Duration limit) {
    return limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
  }
}
