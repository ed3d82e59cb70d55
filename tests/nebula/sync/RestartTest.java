package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nebula.model.Code;
import nebula.model.SyncRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A rule that wants a new process, which is a real one below a supervisor.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestartTest {
  @TempDir Path temporary;
  private final Heard heard = new Heard();
  private SourceFolder sources;
  private Path app;
  private ShellKube kube;
  private LiveUpdate live;
  private Process supervisor;

  @BeforeEach
  void start() throws IOException {
    Shells.needProcesses();
    sources = new SourceFolder(Files.createDirectory(temporary.resolve("sources")));
    sources.write("Dockerfile", "FROM scratch").write("src/a.ts", "a1");
    app = Files.createDirectories(temporary.toRealPath().resolve("container/app"));
    kube = new ShellKube(temporary);
    Files.writeString(app.resolve("a.ts"), "a1");
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (live != null) {
      live.close();
    }
    if (supervisor != null) {
      supervisor.destroy();
      supervisor.waitFor();
    }
  }

  @Test
  void theNewProcessSeesTheNewFileAndNothingIsOwed() throws Exception {
    BufferedReader out = supervise("echo $$ $(cat '" + app + "/a.ts'); exec sleep 60");
    String first = out.readLine();
    run(List.of());
    int before = kube.execs.size();

    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", out.readLine().split(" ")[1]);
    assertNotEquals("a2", first.split(" ")[1]);
    assertEquals(List.of("restarted"), heard.lines());
    assertEquals(before + 1, kube.execs.size());
    try (var left = Files.walk(temporary)) {
      assertEquals(List.of(), left.filter(path -> path.toString().endsWith(".owes")).toList());
    }
  }

  @Test
  void commandsOfTheRuleComeBeforeTheRestart() throws Exception {
    BufferedReader out = supervise("echo $$ $(cat '" + app + "/built'); exec sleep 60");
    out.readLine();
    run(List.of(List.of("cp", app + "/a.ts", app + "/built")));

    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", out.readLine().split(" ")[1]);
  }

  @Test
  void withoutASupervisorTheImageIsBuiltInstead() throws Exception {
    run(List.of());

    sources.write("src/a.ts", "a2");

    assertEquals(
        "files cannot be synced, its process has no supervisor to start it anew",
        heard.awaitRebuild());
  }

  private BufferedReader supervise(String script) throws IOException {
    supervisor =
        new ProcessBuilder(Supervisor.command("web", new ArrayList<>(List.of("sh", "-c", script))))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return supervisor.inputReader();
  }

  private void run(List<List<String>> commands) throws InterruptedException {
    SyncRule rule = new SyncRule(sources.path("src"), app.toString(), commands, true);
    live = new LiveUpdate(Pods.service(sources.build(), rule), SourceState.nothing(), kube, heard);
    live.built("web:1", sources.tree(rule).scan());
    live.observed(Pods.running("web-1", "web:1", 0));
    heard.awaitCode(new Code.Live());
  }
}
