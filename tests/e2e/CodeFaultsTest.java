package e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nebula.cluster.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sandbox.Cli;
import sandbox.Sandbox;

/// What is built or run here, and fails while a run on a real cluster goes on.
@ExtendWith(CleanMachine.class)
final class CodeFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  /// A length of sleep that nothing else on the machine has.
  private static final String HANGS = "sleep 86397";

  private Sandbox project;

  @BeforeAll
  static void needsTheLab() {
    Lab.require();
  }

  @AfterEach
  void leaveNothingBehind() {
    if (project != null) {
      project.run("down.java", "--volumes", "--yes");
      project.close();
    }
  }

  @AfterAll
  static void removeImages() {
    String own = "reference=127.0.0.1:" + Sandbox.Place.TESTS.registryPort() + "/code-*";
    String format = "{{.Repository}}:{{.Tag}}";
    Sandbox.output(List.of("docker", "image", "ls", "--filter", own, "--format", format))
        .lines()
        .forEach(image -> Sandbox.output(List.of("docker", "image", "rm", image)));
  }

  @Test
  void aBuildThatHangsEndsWithTheRun() throws InterruptedException {
    project = built("hanging", "RUN " + HANGS);
    try (Cli.Running run = project.start("up.java", "--json")) {
      await(() -> isRunning(HANGS));
      run.interrupt();
      run.await();
    }
    await(() -> !isRunning(HANGS));
  }

  @Test
  void aDockerfileThatIsMissingIsToldWhereItIsNamed() throws IOException {
    project = built("missing", "RUN true");
    Files.delete(dockerfile());
    Cli.Result result = project.run("up.java", "--wait");
    assertEquals(2, result.exitCode(), result::toString);
    String line = result.firstErrorLine();
    assertTrue(line.contains("service.yaml:2:8: there is no Dockerfile"), line);
  }

  @Test
  void aDockerfileThatGoesMeanwhileIsToldAndTheOldVersionRunsOn() throws IOException {
    project = built("going", "RUN true");
    try (Cli.Running run = project.start("up.java", "--json")) {
      run.awaitLine(SOON, line -> line.contains("\"event\":\"all-healthy\""));
      String pods = pods("code-going");
      run.forget();

      String text = Files.readString(dockerfile());
      Files.delete(dockerfile());

      run.awaitLine(SOON, line -> isState(line, "failing") && line.contains("is not there"));
      assertEquals(pods, pods("code-going"));
      run.forget();

      Files.writeString(dockerfile(), text);

      run.awaitLine(SOON, line -> isState(line, "healthy"));
      assertEquals(pods, pods("code-going"));
      run.interrupt();
      run.await();
    }
  }

  @Test
  void aBuildThatComesToTheSameImageIsNoRollout() throws IOException {
    project = built("same", "RUN true");
    try (Cli.Running run = project.start("up.java", "--json")) {
      run.awaitLine(SOON, line -> line.contains("\"event\":\"all-healthy\""));
      String pods = pods("code-same");

      Files.writeString(dockerfile(), "# another comment\n" + Files.readString(dockerfile()));

      run.awaitLine(SOON, line -> line.contains("the same as before, in "));
      run.awaitLine(SOON, line -> isState(line, "healthy"));
      assertEquals(pods, pods("code-same"));
      run.interrupt();
      run.await();
    }
  }

  @Test
  void aLocalProcessThatIgnoresSigtermEndsWithTheRun() throws InterruptedException {
    project = Sandbox.empty(Sandbox.Place.TESTS, "code-local");
    project.write("services/app/service.yaml", "name: app\nlocal: {run: sh stubborn.sh, in: .}\n");
    String program = "sleep 86396";
    project.write("services/app/stubborn.sh", "trap '' TERM\nwhile :; do " + program + "; done\n");
    try (Cli.Running run = project.start("up.java", "--json")) {
      run.awaitLine(SOON, line -> line.contains("\"event\":\"all-healthy\""));
      assertTrue(isRunning(program));

      run.interrupt();

      assertEquals(0, run.await().exitCode());
      assertFalse(isRunning(program));
      assertFalse(isRunning("sh stubborn.sh"));
    }
  }

  /// A service that is built here.
  private static Sandbox built(String name, String step) {
    Sandbox project = Sandbox.empty(Sandbox.Place.TESTS, "code-" + name);
    project.write(
        "services/app/service.yaml",
        "name: app\nimage: {name: code-%s, context: .}\nmanifests: [k8s.yaml]\n".formatted(name));
    project.write(
        "services/app/Dockerfile", "FROM busybox:1.36\n" + step + "\nCMD [\"sleep\", \"600\"]\n");
    return project.write(
        "services/app/k8s.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: app}
        spec:
          selector: {matchLabels: {app: app}}
          template:
            metadata: {labels: {app: app}}
            spec:
              terminationGracePeriodSeconds: 0
              containers: [{name: app, image: "%s:5000/code-%s"}]
        """
            .formatted(Sandbox.Place.TESTS.registry(), name));
  }

  private Path dockerfile() {
    return project.root().resolve("services/app/Dockerfile");
  }

  private static boolean isState(String line, String state) {
    return line.contains("\"event\":\"status\"") && line.contains("\"state\":\"" + state + "\"");
  }

  private String pods(String namespace) {
    return project.kubectl(
        "-n", namespace, "get", "pods", "-o", "jsonpath={.items[*].metadata.uid}");
  }

  /// Also what is inside a container shows among this machine's own processes.
  private static boolean isRunning(String command) {
    return Sandbox.output(List.of("ps", "-eo", "args")).lines().anyMatch(command::equals);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    Patience patience = Patience.of(SOON);
    while (!condition.holds()) {
      assertTrue(patience.again(), "it did not come to be");
    }
  }
}
