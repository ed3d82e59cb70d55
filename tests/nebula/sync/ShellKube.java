package nebula.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nebula.kube.KubeOnPaper;

/// A cluster whose containers are this machine: commands run in its shell, with a folder of the
/// test for their `/tmp`.
final class ShellKube extends KubeOnPaper {
  /// Pod and first words of each command.
  final List<String> execs = new CopyOnWriteArrayList<>();

  private final Path tmp;
  private final Path mounts;
  private int lives;

  /// Where the programs of a container are looked for.
  volatile String path = System.getenv("PATH");

  /// Bytes after which the connection breaks.
  volatile long breaksAfter = Long.MAX_VALUE;

  /// Called before each command; may throw what the connection would.
  volatile Interference interference = () -> {};

  interface Interference {
    void before() throws IOException;
  }

  ShellKube(Path folder) {
    try {
      tmp = Files.createDirectories(folder.resolve("tmp"));
      mounts = folder.resolve("mountinfo");
      startAgain();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Path tmp() {
    return tmp;
  }

  /// The container gets a file system of its own again: an empty `/tmp`, and another name of it.
  void startAgain() throws IOException {
    try (var files = Files.newDirectoryStream(tmp)) {
      for (Path each : files) {
        Files.delete(each);
      }
    }
    String overlay = "rw,lowerdir=/images/1/fs,upperdir=/lives/%d/fs,workdir=/w".formatted(++lives);
    Files.writeString(
        mounts,
        "1 0 0:99 / / rw,relatime - overlay overlay "
            + overlay
            + "\n2 1 0:100 / /proc rw - proc\n");
  }

  @Override
  public ExecOutcome exec(
      String pod,
      Optional<String> container,
      List<String> command,
      Consumer<String> eachLine,
      Duration limit)
      throws IOException, InterruptedException {
    return run(pod, command, InputStream.nullInputStream(), eachLine);
  }

  @Override
  public ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, InputStream in, Duration limit)
      throws IOException, InterruptedException {
    return run(pod, command, in, _ -> {});
  }

  private ExecOutcome run(
      String pod, List<String> command, InputStream in, Consumer<String> eachLine)
      throws IOException, InterruptedException {
    interference.before();
    List<String> words = new ArrayList<>();
    for (String word : command) {
      String here = word.replace("in /tmp ", "in " + tmp + " ");
      words.add(here.replace("/proc/self/mountinfo", mounts.toString()));
    }
    execs.add(pod + ": " + (command.size() > 3 ? command.get(3) : String.join(" ", command)));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("PATH", path);
    Process process = builder.start();
    boolean broken = feed(in.readAllBytes(), process.getOutputStream());
    StringBuilder out = new StringBuilder();
    process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> {
          eachLine.accept(line);
          out.append(line).append('\n');
        });
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (broken) {
      throw new IOException("the connection broke before the command's end was known");
    }
    err.lines().forEach(eachLine);
    return new ExecOutcome(code, out.toString(), err);
  }

  private boolean feed(byte[] bytes, OutputStream to) {
    int count = (int) Math.min(breaksAfter, bytes.length);
    try (to) {
      new ByteArrayInputStream(bytes, 0, count).transferTo(to);
    } catch (IOException e) {
      // The command ended without reading all of it.
      return false;
    }
    return count < bytes.length;
  }
}
