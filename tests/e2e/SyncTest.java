package e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import nebula.cluster.ClusterAccess;
import nebula.kube.FabricConnector;
import nebula.kube.Kube;
import nebula.model.Cause;
import nebula.model.SyncRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import sandbox.Cli;
import sandbox.Sandbox;

/// Files on their way into containers of a real cluster.
@ExtendWith(CleanMachine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SyncTest {
  private static final String NAMESPACE = "sync";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int EDITS = 500;
  private static final int EDITS_BETWEEN_LOOKS = 25;
  private static final int EDITS_BETWEEN_KILLS = 120;

  private Sandbox project;
  private Kube kube;
  private Path sources;

  @BeforeAll
  void start() throws IOException {
    Lab.require();
    project = Sandbox.empty(Sandbox.Place.TESTS, NAMESPACE);
    sources = Files.createTempDirectory("nebula-e2e-sources").toRealPath();
    service("web", 2, "", "");
    service("readonly", 1, "volumeMounts: [{name: there, mountPath: /app, readOnly: true}]", "{}");
    service(
        "full",
        1,
        "volumeMounts: [{name: there, mountPath: /app}]",
        "{medium: Memory, sizeLimit: 64Ki}");
    service("user", 1, "securityContext: {runAsUser: 1234}", "");
    service("single", 1, "", "");
    Cli.Result result = project.run("up.java", "--wait");
    assertEquals(0, result.exitCode(), result::toString);
    String context = "k3d-" + Sandbox.Place.TESTS.cluster();
    Path kubeconfig = project.state().resolve("kubeconfig");
    kube = new FabricConnector().connect(new ClusterAccess(kubeconfig, context), NAMESPACE);
  }

  @AfterAll
  void stop() throws IOException {
    if (kube != null) {
      kube.close();
      project.run("down.java", "--volumes", "--yes");
    }
    if (project != null) {
      project.close();
      new RandomEdits(sources, 1).deleteAll();
    }
  }

  @Test
  void nothingIsLostOrDoubledWhilePodsAreKilled() throws Exception {
    Path folder = Files.createDirectory(sources.resolve("web"));
    RandomEdits edits = new RandomEdits(folder, 20260725);
    edits.next();
    try (RunningSync running = running("web", folder, "/app")) {
      running.awaitCode("live");
      for (int number = 1; number <= EDITS; number++) {
        edits.next();
        if (number % EDITS_BETWEEN_LOOKS == 0) {
          running.forget();
          edits.next();
          running.awaitCode("live");
        }
        if (number % EDITS_BETWEEN_KILLS == 0) {
          kill(number % (2 * EDITS_BETWEEN_KILLS) == 0 ? "pod" : "process");
        }
      }
      assertEverywhere(edits.hashes());
    }
  }

  @Test
  void aContainerThatIsKilledInMidSyncGetsAllInItsNextLife() throws Exception {
    Path folder = Files.createDirectory(sources.resolve("killed"));
    for (int number = 0; number < 10; number++) {
      byte[] content = new byte[1_000_000];
      new Random(number).nextBytes(content);
      Files.write(folder.resolve("file" + number), content);
    }
    AtomicBoolean killed = new AtomicBoolean();
    Kube kills =
        BreakingKube.of(
            kube,
            2_000_000,
            () -> {
              if (killed.compareAndSet(false, true)) {
                inPod("single", "kill -TERM 1");
              }
            });
    try (RunningSync running =
        new RunningSync("single", new SyncRule(folder, "/app", List.of(), false), kills)) {
      running.awaitCode("live");
      assertTrue(killed.get(), "it was all sent before the container could be killed");
      String there = inPod("single", "cd /app && sha256sum file*");
      assertEquals(Sandbox.output(List.of("sh", "-c", "cd " + folder + " && sha256sum *")), there);
      assertEquals("", inPod("single", "cd /tmp && find . -name '.nebula.*'"));
      assertEquals(List.of(), running.troubles());
    }
  }

  @Test
  void aFileThatVanishesWhileItIsSentHoldsNothingUpAndArrivesWhenItIsBack() throws Exception {
    Path folder = Files.createDirectory(sources.resolve("vanishing"));
    Files.writeString(folder.resolve("stays"), "1");
    try (RunningSync running = running("single", folder, "/two")) {
      running.awaitCode("live");
      // Told between the look at the files and their reading.
      running.whenBehind(() -> Files.delete(folder.resolve("vanishes")));
      Files.writeString(folder.resolve("vanishes"), "as it was");
      Files.writeString(folder.resolve("stays"), "2");
      running.awaitCode("live");
      assertEquals("2", inPod("single", "cd /two && cat *"));
      Files.writeString(folder.resolve("vanishes"), "as it was");
      running.awaitCode("live");
      assertEquals("2as it was", inPod("single", "cd /two && cat *"));
      assertEquals(List.of(), running.troubles());
    }
  }

  @Test
  void aTargetThatIsNotInTheContainerIsSaid() throws Exception {
    assertTrouble("single", "/srv/app", "x", "/srv/app is not in the container, is `to:` right?");
  }

  @Test
  void aFolderThatIsReadOnlyIsSaid() throws Exception {
    assertTrouble("readonly", "/app", "x", "read-only");
  }

  @Test
  void aFolderThatIsFullIsSaid() throws Exception {
    assertTrouble("full", "/app", "x".repeat(200_000), "no space is left");
  }

  @Test
  void aFolderThatTheUserMayNotWriteIsSaid() throws Exception {
    assertTrouble("user", "/etc", "x", "may not write");
  }

  private void assertTrouble(String service, String target, String content, String words)
      throws Exception {
    Path folder = Files.createTempDirectory(sources, service);
    Files.writeString(folder.resolve("a"), content);
    try (RunningSync running = running(service, folder, target)) {
      Cause cause = running.awaitTrouble();
      assertTrue(cause.what().contains(words), cause::what);
    }
  }

  private void assertEverywhere(Map<String, String> hashes) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    List<Map<String, String>> seen = List.of();
    while (System.nanoTime() < end) {
      seen = new ArrayList<>();
      for (String pod : pods()) {
        seen.add(hashesIn(pod));
      }
      if (seen.size() == 2 && seen.stream().allMatch(hashes::equals)) {
        return;
      }
    }
    for (Map<String, String> pod : seen) {
      Map<String, String> lost = new TreeMap<>(hashes);
      lost.entrySet().removeAll(pod.entrySet());
      Map<String, String> other = new TreeMap<>(pod);
      other.entrySet().removeAll(hashes.entrySet());
      assertEquals("lost {} other {}", "lost " + lost + " other " + other);
    }
    assertEquals(2, seen.size());
  }

  private Map<String, String> hashesIn(String pod) throws InterruptedException {
    List<String> command =
        List.of("sh", "-c", "cd /app && find . ! -type d ! -name own -exec sha256sum {} +");
    Map<String, String> hashes = new TreeMap<>();
    try {
      Kube.ExecOutcome outcome = kube.exec(pod, Optional.of("web"), command, SOON);
      outcome.out().lines().forEach(line -> hashes.put(line.substring(68), line.substring(0, 64)));
    } catch (IOException e) {
      hashes.put("failed", e.getMessage());
    }
    return hashes;
  }

  private List<String> pods() {
    return project
        .kubectl("-n", NAMESPACE, "get", "pods", "-l", "app=web", "--no-headers")
        .lines()
        .map(line -> line.split(" +"))
        .filter(fields -> fields.length > 2 && fields[2].equals("Running"))
        .map(fields -> fields[0])
        .toList();
  }

  private RunningSync running(String service, Path from, String to) {
    return new RunningSync(service, new SyncRule(from, to, List.of(), false), kube);
  }

  private String inPod(String service, String script) {
    String deployment = "deployment/" + service;
    return project.kubectl("-n", NAMESPACE, "exec", deployment, "--", "sh", "-c", script);
  }

  private void kill(String what) {
    List<String> pods = pods();
    if (pods.isEmpty()) {
      return;
    }
    if (what.equals("pod")) {
      project.kubectl(
          "-n",
          NAMESPACE,
          "delete",
          "pod",
          pods.getFirst(),
          "--grace-period=0",
          "--force",
          "--wait=false");
    } else {
      project.kubectl("-n", NAMESPACE, "exec", pods.getFirst(), "--", "kill", "-TERM", "1");
    }
  }

  private void service(String name, int replicas, String container, String volume) {
    project.write("services/" + name + "/service.yaml", "name: " + name + "\n");
    String volumes =
        volume.isEmpty() ? "" : "      volumes: [{name: there, emptyDir: %s}]%n".formatted(volume);
    String program = "mkdir -p /app /two; trap 'exit 0' TERM; while :; do sleep 1 & wait; done";
    project.write(
        "services/" + name + "/k8s.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
                - name: web
                  image: busybox:1.36
                  command: [sh, -c, "%3$s"]
                  %4$s
        """
                .formatted(name, replicas, program, container)
            + volumes);
  }
}
