package e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sandbox.Cli;
import sandbox.Sandbox;

/// The five services on a real cluster. Each test makes the state that it starts from.
@ExtendWith(CleanMachine.class)
final class StackTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static Sandbox project;

  @BeforeAll
  static void needsTheLab() {
    Lab.require();
    project = Sandbox.ofTheStack(Sandbox.Place.TESTS);
  }

  @AfterAll
  static void stops() {
    if (project != null) {
      project.run("down.java", "--volumes", "--yes");
      project.close();
    }
  }

  @Test
  void coldUpFromNothingAndResetLeavesNothing() {
    project.run("reset.java", "--yes");
    assertEquals("", ownThings());

    up();
    assertEquals(
        Set.of("postgres", "temporal", "temporal-ui", "convex-backend", "convex-dashboard"),
        services());

    Cli.Result reset = project.run("reset.java", "--yes");
    assertEquals(0, reset.exitCode(), reset::toString);
    assertTrue(reset.out().contains(Sandbox.Place.TESTS.cluster()), reset::toString);
    assertEquals("", ownThings());
  }

  @Test
  void secondUpChangesNothing() {
    up();
    String before = pods();
    Cli.Result plan = project.run("up.java", "--plan");
    assertEquals(0, plan.exitCode(), plan::toString);
    assertTrue(plan.out().contains("nothing to do"), plan::toString);
    up();
    assertEquals(before, pods());
  }

  @Test
  void upAfterAKilledRunPicksUpWhereItLeftAndKeepsWhatWasWrittenMeanwhile() {
    down();
    try (Cli.Running killed = project.start("up.java", "--json")) {
      killed.awaitLine(PATIENCE, line -> isHealthy(line, "postgres"));
      killed.kill();
    }
    // Logs of earlier tests are kept too.
    String column = "between_runs_" + Long.toHexString(System.nanoTime());
    sql("select " + column);
    up();
    up();
    // Its pod goes, and what Kubernetes knew of its log with it.
    Cli.Result down = project.run("down.java");
    assertEquals(0, down.exitCode(), down::toString);
    Cli.Result logs =
        project.run("tools/logs.java", "postgres", "--grep", column + "\" does not exist");
    assertEquals(1, logs.out().lines().count(), logs::toString);
  }

  @Test
  void aKilledPodIsShownFailingAndRecovering() {
    up();
    try (Cli.Running run = project.start("up.java", "--json")) {
      run.awaitLine(PATIENCE, line -> line.contains("\"event\":\"all-healthy\""));
      run.forget();
      project.kubectl("delete", "pod", "-l", "nebula.dev/service=convex-dashboard", "--wait=false");
      run.awaitLine(
          PATIENCE,
          line -> isStatusOf(line, "convex-dashboard") && !isHealthy(line, "convex-dashboard"));
      run.forget();
      run.awaitLine(PATIENCE, line -> isHealthy(line, "convex-dashboard"));
    }
  }

  @Test
  void theForegroundRunHoldsThePortsAndCtrlCLeavesTheServices() throws Exception {
    up();
    try (Cli.Running run = project.start("up.java", "--json")) {
      run.awaitLine(PATIENCE, line -> line.contains("\"event\":\"all-healthy\""));
      assertEquals(200, get(8080, "/"));
      assertEquals(200, get(3210, "/version"));
      assertEquals(200, get(6791, "/"));
      assertFalse(listensElsewhere(project.shifted(8080)), "bound beyond 127.0.0.1");
      String before = pods();
      run.interrupt();
      assertEquals(0, run.await().exitCode());
      assertEquals(before, pods());
    }
  }

  @Test
  void whatAServiceUsesIsSeenThoughThereIsNoMetricsServer() throws Exception {
    up();
    try (Cli.Running run = project.start("up.java", "--json")) {
      run.awaitLine(PATIENCE, line -> line.contains("\"event\":\"all-healthy\""));
      // It is asked for while somebody looks.
      String told = firstEvent("usage").orElse("nothing");
      assertTrue(megabytes(told, "postgres") > 1, told);
      assertTrue(megabytes(told, "temporal") > 1, told);
    }
  }

  @Test
  void aSecondRunUsesTheForwardsOfTheFirst() {
    up();
    try (Cli.Running first = project.start("up.java", "--json")) {
      first.awaitLine(PATIENCE, line -> line.contains("\"event\":\"all-healthy\""));
      up();
    }
  }

  @Test
  void aSubsetBringsWhatItDependsOn() {
    down();
    Cli.Result result = project.run("up.java", "--wait", "temporal");
    assertEquals(0, result.exitCode(), result::toString);
    assertEquals(Set.of("postgres", "temporal"), services());
  }

  @Test
  void downKeepsTheDataAndVolumesDeletesIt() {
    up("postgres");
    sql("create table if not exists kept (n int)");
    down();
    assertEquals(Set.of(), services());
    up("postgres");
    assertTrue(sql("select count(*) from kept").contains("0"));

    Cli.Result refused = project.run("down.java", "--volumes");
    assertEquals(2, refused.exitCode(), refused::toString);
    assertTrue(sql("select count(*) from kept").contains("0"));

    Cli.Result deleted = project.run("down.java", "--volumes", "--yes");
    assertEquals(0, deleted.exitCode(), deleted::toString);
    up("postgres");
    assertTrue(sql("select count(*) from kept").contains("does not exist"));
  }

  private static void up(String... services) {
    String[] arguments = new String[services.length + 1];
    arguments[0] = "--wait";
    System.arraycopy(services, 0, arguments, 1, services.length);
    Cli.Result result = project.run("up.java", arguments);
    assertEquals(0, result.exitCode(), result::toString);
  }

  private static void down() {
    up("postgres");
    Cli.Result result = project.run("down.java");
    assertEquals(0, result.exitCode(), result::toString);
  }

  private static boolean isStatusOf(String line, String service) {
    return line.contains("\"event\":\"status\"")
        && line.contains("\"service\":\"" + service + "\"");
  }

  private static boolean isHealthy(String line, String service) {
    return isStatusOf(line, service) && line.contains("\"state\":\"healthy\"");
  }

  private static Set<String> services() {
    String labels =
        project.kubectl(
            "get", "pods", "-o", "jsonpath={.items[*].metadata.labels.nebula\\.dev/service}");
    return new TreeSet<>(List.of(labels.split(" ")))
        .headSet("~").stream()
            .filter(name -> !name.isBlank())
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  private static String pods() {
    return project.kubectl(
        "get", "pods", "--sort-by=metadata.name", "-o", "jsonpath={.items[*].metadata.uid}");
  }

  private static String sql(String statement) {
    return project.kubectl(
        "exec",
        "statefulset/postgres",
        "--",
        "psql",
        "-U",
        "temporal",
        "-h",
        "127.0.0.1",
        "-tc",
        statement);
  }

  private static String ownThings() {
    String cluster = "label=k3d.cluster=" + Sandbox.Place.TESTS.cluster();
    return (Sandbox.output(List.of("docker", "ps", "-aq", "--filter", cluster))
            + Sandbox.output(
                List.of(
                    "docker", "ps", "-aq", "--filter", "name=" + Sandbox.Place.TESTS.registry()))
            + Sandbox.output(List.of("docker", "volume", "ls", "-q", "--filter", "name=nebula-e2e"))
            + Sandbox.output(
                List.of("docker", "network", "ls", "-q", "--filter", "name=nebula-e2e")))
        .strip();
  }

  private static int get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + project.shifted(port) + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  /// From the stream that the page reads.
  private static Optional<String> firstEvent(String kind) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + project.shifted(10_350) + "/api/events");
    HttpClient client = HttpClient.newHttpClient();
    try {
      return client
          .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines())
          .thenApplyAsync(stream ->
              stream.body().filter(line -> line.contains("\"event\":\"" + kind + "\"")).findFirst())
          .get(30, TimeUnit.SECONDS);
    } finally {
      client.shutdownNow();
    }
  }

  private static long megabytes(String usage, String service) {
    Matcher found =
        Pattern.compile(
                "\"name\":\"" + service + "\",\"cpuMillicores\":\\d+,\"memoryBytes\":(\\d+)")
            .matcher(usage);
    return found.find() ? Long.parseLong(found.group(1)) / 1_000_000 : 0;
  }

  private static boolean listensElsewhere(int port) throws java.net.SocketException {
    return java.net.NetworkInterface.networkInterfaces()
        .flatMap(java.net.NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .anyMatch(address -> accepts(address, port));
  }

  private static boolean accepts(java.net.InetAddress address, int port) {
    try (var socket = new java.net.Socket()) {
      socket.connect(new java.net.InetSocketAddress(address, port), 1000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
