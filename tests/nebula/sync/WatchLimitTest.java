package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nebula.model.Code;
import nebula.model.SyncRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The system watches no more folders. Tried with Linux' own limit, in a process with a user
/// namespace of its own, since the machine's limit is everybody's. Not on a real cluster: it has no
/// part in this.
class WatchLimitTest {
  private static final int LIMIT_SECONDS = 20;

  @TempDir Path temporary;
  private Process process;

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @ParameterizedTest(name = "{1} {0}")
  @CsvSource(
      textBlock =
          """
          watches,   2,    fs.inotify.max_user_watches=1048576
          instances, 0,    fs.inotify.max_user_instances=1024
          watches,   1000,
          """)
  void itIsSaidWithTheMendAndChangesArriveAllTheSame(String limit, int value, String setting)
      throws Exception {
    process = start("echo %d > /proc/sys/user/max_inotify_%s".formatted(value, limit));
    BufferedReader told = process.inputReader();
    if (setting != null) {
      String mend = "raise the limit: sudo sysctl " + setting;
      assertEquals(mend, next(told).replaceFirst(".*; ", ""));
    }
    assertEquals("live", next(told));

    Files.writeString(temporary.resolve("sources/src/deep/a.ts"), "a2");

    assertEquals("older than your files: its files are brought up to date", next(told));
    assertEquals("synced 1 file since build", next(told));
    assertEquals("a2", Files.readString(temporary.resolve("app/deep/a.ts")));
  }

  private static String next(BufferedReader told) throws IOException {
    String line = told.readLine();
    assertNotNull(line, "it ended");
    return line;
  }

  private Process start(String limit) throws Exception {
    List<String> inIt =
        List.of("unshare", "--user", "--map-root-user", "sh", "-c", limit + " && exec \"$@\"", "-");
    Assumptions.assumeTrue(works(with(inIt, List.of("true"))), "no limit of one's own here");
    Files.createDirectories(temporary.resolve("sources/src/deep"));
    Files.writeString(temporary.resolve("sources/src/deep/a.ts"), "a1");
    Files.writeString(temporary.resolve("sources/Dockerfile"), "FROM scratch");
    Files.createDirectories(temporary.resolve("app/deep"));
    List<String> java =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Limited.class.getName(),
            temporary.toString());
    return new ProcessBuilder(with(inIt, java))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static List<String> with(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /// Keeps a container at the sources of a folder for a while, and prints what it tells.
  static final class Limited {
    public static void main(String[] arguments) throws InterruptedException {
      Path folder = Path.of(arguments[0]);
      SourceFolder sources = new SourceFolder(folder.resolve("sources"));
      SyncRule rule = sources.rule("src", folder.resolve("app").toString());
      SourceState built = sources.tree(rule).scan();
      Heard printer =
          new Heard() {
            @Override
            public synchronized void code(Code code) {
              System.out.println(code.words());
            }

            @Override
            public synchronized void notice(String text) {
              System.out.println(text);
            }
          };
      ShellKube kube = new ShellKube(folder);
      try (var live =
          new LiveUpdate(
              Pods.service(sources.build(), rule), SourceState.nothing(), kube, printer)) {
        live.built("web:1", built);
        live.observed(Pods.running("web-1", "web:1", 0));
        new CountDownLatch(1).await(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    }
  }
}
