package e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sandbox.Cli;
import sandbox.Sandbox;

/// Each way for a service to fail, on a real cluster: the first line of the message names the
/// service, the cause and the mend.
@ExtendWith(CleanMachine.class)
final class FaultsTest {
  private static final String IMAGE = "busybox:1.36";

  @BeforeAll
  static void needsTheLab() {
    Lab.require();
  }

  @Test
  void imageThatDoesNotExist() {
    String line = failureOf("image", deployment("busybox:no-such-tag", "[sleep, '600']", ""));
    // What follows is the registry's own answer: "not found", or that it cannot be reached from
    // here.
    assertContains(line, "broken", "cannot pull busybox:no-such-tag");
  }

  @Test
  void crashLoopShowsExitCodeAndLastLines() {
    String crash = "[sh, -c, 'echo the disk is upside down; exit 7']";
    Cli.Result result = resultOf("crash", deployment(IMAGE, crash, ""));
    assertContains(result.firstErrorLine(), "broken", "7");
    assertContains(result.err(), "the disk is upside down");
  }

  @Test
  void outOfMemory() {
    String hungry = "[sh, -c, 'x=a; while true; do x=$x$x; done']";
    String limit = "resources: {limits: {memory: 16Mi}}";
    assertContains(failureOf("oom", deployment(IMAGE, hungry, limit)), "broken", "memory");
  }

  @Test
  void moreThanAnyNodeHas() {
    String greedy = "resources: {requests: {cpu: '500'}}";
    String line = failureOf("greedy", deployment(IMAGE, "[sleep, '600']", greedy));
    assertContains(line, "broken", "cpu");
  }

  @Test
  void probeThatNeverPasses() {
    String probe = "readinessProbe: {exec: {command: ['false']}, periodSeconds: 1}";
    Cli.Result result =
        resultOf("probe", deployment(IMAGE, "[sleep, '600']", probe), "--timeout", "40");
    assertTrue(result.exitCode() == 1 || result.exitCode() == 4, result::toString);
    assertContains(result.firstErrorLine(), "broken", "readiness");
  }

  @Test
  void claimThatNobodyFills() {
    String claim =
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec:
          storageClassName: no-such-class
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Mi}}
        ---
        """;
    String mounted = "volumeMounts: [{name: data, mountPath: /data}]";
    String pod = deployment(IMAGE, "[sleep, '600']", mounted);
    String volumes = "      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n";
    assertContains(failureOf("claim", claim + pod + volumes), "broken", "no-such-class");
  }

  @Test
  void manifestThatTheServerRefuses() {
    String refused = deployment(IMAGE, "[sleep, '600']", "").replace("replicas: 1", "replicas: -1");
    assertContains(failureOf("refused", refused), "broken", "k8s.yaml:", "replicas");
  }

  @Test
  void portThatAnotherProgramHolds() throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = holder.getLocalPort();
      try (Sandbox project = project("port", deployment(IMAGE, "[sleep, '600']", ""))) {
        project.write(
            "services/broken/service.yaml",
            "name: broken\nports: [{local: %d, remote: 80}]\n".formatted(port));
        Cli.Result result = project.run("up.java", "--wait");
        assertEquals(1, result.exitCode(), result::toString);
        String holderNamed = "pid " + ProcessHandle.current().pid();
        assertContains(result.firstErrorLine(), "broken", Integer.toString(port), holderNamed);
      }
    }
  }

  @Test
  void servicesThatWaitAreNamed() {
    try (Sandbox project =
        project("waiting", deployment("busybox:no-such-tag", "[sleep, '1']", ""))) {
      project.write("services/late/service.yaml", "name: late\ndependsOn: [broken]\n");
      project.write(
          "services/late/k8s.yaml",
          deployment(IMAGE, "[sleep, '600']", "").replace("broken", "late"));
      Cli.Result result = project.run("up.java", "--wait");
      assertEquals(1, result.exitCode(), result::toString);
      assertContains(result.err(), "late");
      assertEquals("", project.kubectl("get", "deployment", "late", "--ignore-not-found"));
    }
  }

  private static String failureOf(String namespace, String manifest) {
    Cli.Result result = resultOf(namespace, manifest);
    assertEquals(1, result.exitCode(), result::toString);
    return result.firstErrorLine();
  }

  private static Cli.Result resultOf(String namespace, String manifest, String... options) {
    try (Sandbox project = project(namespace, manifest)) {
      String[] arguments = new String[options.length + 1];
      arguments[0] = "--wait";
      System.arraycopy(options, 0, arguments, 1, options.length);
      Cli.Result result = project.run("up.java", arguments);
      project.run("down.java", "--volumes", "--yes");
      return result;
    }
  }

  private static Sandbox project(String namespace, String manifest) {
    return Sandbox.empty(Sandbox.Place.TESTS, "fault-" + namespace)
        .write("services/broken/service.yaml", "name: broken\n")
        .write("services/broken/k8s.yaml", manifest);
  }

  private static String deployment(String image, String command, String extra) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: broken}
    spec:
      replicas: 1
      selector: {matchLabels: {app: broken}}
      template:
        metadata: {labels: {app: broken}}
        spec:
          terminationGracePeriodSeconds: 0
          containers:
            - name: broken
              image: %s
              command: %s
              %s
    """
        .formatted(image, command, extra)
        .replaceAll("(?m)^ +$\n", "");
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "'" + part + "' is not in: " + text);
    }
  }
}
