package e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sandbox.Cli;
import sandbox.Sandbox;

/// All eight services on a real cluster, and what becomes of edits while a run goes on.
@ExtendWith(CleanMachine.class)
final class InnerLoopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String ACTIVITIES = "apps/worker/src/activities.ts";
  private static final String MESSAGES = "convex/messages.ts";
  private static final String DOCKERFILE = "apps/worker/Dockerfile";
  private static Sandbox project;

  @BeforeAll
  static void needsTheLab() {
    Lab.require();
    project = Sandbox.ofTheCheckout(Sandbox.Place.TESTS);
    Cli.Result up = project.run("up.java", "--wait", "--timeout", "230");
    assertEquals(0, up.exitCode(), up::toString);
  }

  @AfterAll
  static void stops() {
    if (project != null) {
      project.run("down.java", "--volumes", "--yes");
      project.close();
    }
  }

  @Test
  void allEightAreThereAndAWorkflowRuns() {
    try (Cli.Running run = started()) {
      assertEquals(
          Set.of(
              "convex-backend healthy",
              "convex-dashboard healthy",
              "convex-dev healthy",
              "desktop skipped",
              "nebula-worker healthy",
              "postgres healthy",
              "temporal healthy",
              "temporal-ui healthy"),
          states());
      assertTrue(demo().startsWith("Hello, Nebula!"), demo());
      run.interrupt();
      assertEquals(0, run.await().exitCode());
    }
  }

  @Test
  void aChangedSourceRunsInTheContainerWithoutABuild() throws IOException {
    try (Cli.Running run = started()) {
      edit(ACTIVITIES, "Hello, ", "Good morning, ");
      run.awaitLine(PATIENCE, line -> isCode(line, "nebula-worker", "synced 1 file since build"));
      run.awaitLine(PATIENCE, line -> isHealthy(line, "nebula-worker"));
      assertTrue(demo().startsWith("Good morning, Nebula!"), demo());
      assertTrue(project.run("tools/status.java").out().contains("synced 1 file since build"));
    } finally {
      edit(ACTIVITIES, "Good morning, ", "Hello, ");
    }
  }

  @Test
  void aConvexFunctionWithAMistakeIsTheServicesCauseUntilItIsMended() throws IOException {
    try (Cli.Running run = started()) {
      edit(MESSAGES, "handler", "handler;");
      run.awaitLine(PATIENCE, line -> isFailing(line, "convex-dev", "convex/messages.ts:"));
      run.forget();
      edit(MESSAGES, "handler;", "handler");
      run.awaitLine(PATIENCE, line -> isHealthy(line, "convex-dev"));
    }
  }

  @Test
  void aBuildThatFailsNamesItsStepAndLeavesTheOldVersionRunning() throws IOException {
    try (Cli.Running run = started()) {
      String pods = pods("nebula-worker");
      edit(DOCKERFILE, "USER node", "RUN no-such-program\nUSER node");
      String line =
          run.awaitLine(PATIENCE, each -> isFailing(each, "nebula-worker", "no-such-program"));
      assertTrue(line.contains("apps/worker/Dockerfile:"), line);
      assertEquals(pods, pods("nebula-worker"));
      assertTrue(demo().contains("Nebula!"), demo());
      run.forget();
      edit(DOCKERFILE, "RUN no-such-program\nUSER node", "USER node");
      run.awaitLine(PATIENCE, each -> isHealthy(each, "nebula-worker"));
    }
  }

  @Test
  void aRunInTheBackgroundIsShownControlledAndEnded() {
    Cli.Result detached = project.run("up.java", "--detach");
    assertEquals(0, detached.exitCode(), detached::toString);
    try (Cli.Running shown = project.start("up.java")) {
      shown.awaitLine(PATIENCE, line -> line.contains("healthy  all 7 services, 1 skipped"));
      Cli.Result stop = project.run("tools/stop.java", "convex-dashboard");
      assertEquals(0, stop.exitCode(), stop::toString);
      shown.awaitLine(PATIENCE, line -> line.contains("convex-dashboard stopped"));
      project.run("tools/start.java", "convex-dashboard");
      shown.awaitLine(PATIENCE, line -> line.contains("convex-dashboard healthy"));
      shown.interrupt();
      assertEquals(0, shown.await().exitCode());
    }
    assertTrue(states().contains("postgres healthy"), () -> states().toString());
    Cli.Result down = project.run("down.java");
    assertEquals(0, down.exitCode(), down::toString);
    assertTrue(down.out().contains("has ended"), down::toString);
    Cli.Result again = project.run("up.java", "--wait");
    assertEquals(0, again.exitCode(), again::toString);
  }

  private static Cli.Running started() {
    Cli.Running run = project.start("up.java", "--json");
    run.awaitLine(PATIENCE, line -> line.contains("\"event\":\"all-healthy\""));
    run.awaitLine(PATIENCE, line -> isCode(line, "nebula-worker", "live"));
    run.forget();
    return run;
  }

  private static void edit(String file, String what, String with) throws IOException {
    Path path = project.root().resolve(file);
    Path fresh = path.resolveSibling(path.getFileName() + ".tmp~");
    Files.writeString(fresh, Files.readString(path).replace(what, with));
    Files.move(fresh, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static String demo() {
    Cli.Result demo =
        project.run("tools/demo.java", "--port", Integer.toString(project.shifted(7243)));
    assertEquals(0, demo.exitCode(), demo::toString);
    return demo.out();
  }

  /// Of each service, by the command that people ask.
  private static Set<String> states() {
    Set<String> states = new TreeSet<>();
    for (String line : project.run("tools/status.java", "--json").out().lines().toList()) {
      if (line.contains("\"event\":\"status\"")) {
        states.add(value(line, "service") + " " + value(line, "state"));
      }
    }
    return states;
  }

  private static String value(String line, String key) {
    String start = "\"" + key + "\":\"";
    int from = line.indexOf(start) + start.length();
    return line.substring(from, line.indexOf('"', from));
  }

  private static boolean isStatusOf(String line, String service) {
    return line.contains("\"event\":\"status\"")
        && line.contains("\"service\":\"" + service + "\"");
  }

  private static boolean isHealthy(String line, String service) {
    return isStatusOf(line, service) && line.contains("\"state\":\"healthy\"");
  }

  private static boolean isFailing(String line, String service, String what) {
    return isStatusOf(line, service)
        && line.contains("\"state\":\"failing\"")
        && line.contains(what);
  }

  private static boolean isCode(String line, String service, String words) {
    return line.contains("\"event\":\"code\"")
        && line.contains("\"service\":\"" + service + "\"")
        && line.contains(words);
  }

  private static String pods(String service) {
    return project.kubectl(
        "get",
        "pods",
        "-l",
        "nebula.dev/service=" + service,
        "-o",
        "jsonpath={.items[*].metadata.uid}");
  }
}
