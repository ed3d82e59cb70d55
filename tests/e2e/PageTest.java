package e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import nebula.page.Browser;
import nebula.page.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import sandbox.Cli;
import sandbox.Sandbox;

/// The page of a real run, as a person uses it: the five services, and one that does as it is told.
/// The order saves time only.
@ExtendWith({CleanMachine.class, Chromium.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String SECRET = "tangerine-on-a-tightrope";
  private static final String LASTS = "exec sleep 86400";
  private static final String ALL_HEALTHY = "\"event\":\"all-healthy\"";
  private static final String STATE = ".strip-facts dd:first-of-type .state";

  /// A Secret, and a container that reads it and goes on as it is told. In place of NAME, SECRET
  /// and THEN.
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: NAME}
      stringData: {key: SECRET}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: NAME}
      spec:
        selector: {matchLabels: {app: NAME}}
        template:
          metadata: {labels: {app: NAME}}
          spec:
            terminationGracePeriodSeconds: 0
            containers:
              - name: NAME
                image: busybox:1.36
                command: [sh, -c, 'touch /tmp/ready; echo begins; echo "my key is $KEY"; THEN']
                env:
                  - {name: MODE, value: fast}
                  - {name: KEY, valueFrom: {secretKeyRef: {name: NAME, key: key}}}
                readinessProbe: {exec: {command: [cat, /tmp/ready]}, periodSeconds: 1, failureThreshold: 1}
      """;

  /// Notes each state of each service that is shown, in the overview or the graph.
  private static final String WATCH =
      """
      window.seen = {};
      const note = (name, state) => {
        const states = (window.seen[name] ??= []);
        if (states.at(-1) !== state) states.push(state);
      };
      const look = () => {
        document.querySelectorAll('tr[data-row]').forEach((row) => note(row.dataset.row, row.className));
        document.querySelectorAll('.node').forEach((node) =>
          note(node.querySelector('.label-name').textContent, node.classList[1]));
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
      look();
      """;

  private static Sandbox project;
  private static Cli.Running run;

  @BeforeAll
  static void needsTheLab() {
    Lab.require();
    project =
        Sandbox.ofTheStack(Sandbox.Place.TESTS)
            .write("services/echo/service.yaml", "name: echo\n")
            .write("services/echo/k8s.yaml", manifest("echo", LASTS));
  }

  @AfterAll
  static void stops() {
    if (project == null) {
      return;
    }
    end();
    project.run("down.java", "--volumes", "--yes");
    project.close();
  }

  @Test
  @Order(1)
  void theFirstStartIsWatchedToGreen(Browser browser) {
    if (run != null) {
      end();
      project.run("down.java", "--volumes", "--yes");
    }
    run = project.start("up.java", "--json");
    run.awaitLine(PATIENCE, line -> line.contains("\"event\":\"page\""));
    browser.at(page("/"));
    browser.await(".services", text -> text.contains("temporal-ui"));
    browser.run(WATCH);
    browser.await("tr[data-row='temporal-ui']", text -> text.contains("waits for temporal"));
    browser.press("g", "g");
    browser.awaitTrue("document.querySelectorAll('path.edge.waits').length >= 2");
    run.awaitLine(PATIENCE, line -> line.contains(ALL_HEALTHY));
    browser.awaitTrue("document.querySelectorAll('.node.healthy').length === 6");
    browser.awaitTrue("document.querySelectorAll('path.edge:not(.open)').length === 0");
    assertEquals("6 healthy · Nebula", browser.title());
    browser.press("g", "o");
    browser.await(".summary", text -> text.startsWith("All 6 healthy after"));
    browser.press("g", "s");
    browser.await(".sub", text -> text.contains("Critical path: "));
    for (String service :
        List.of("postgres", "temporal", "temporal-ui", "convex-backend", "convex-dashboard")) {
      assertEquals(
          List.of("starting", "healthy"),
          browser.run("return window.seen[arguments[0]]", service),
          service);
    }
    assertEquals(List.of(), browser.said());
  }

  @Test
  @Order(2)
  void aServiceThatCrashesIsFoundItsCauseReadAndItsMendFollowed(Browser browser) {
    running();
    browser.at(page("/"));
    browser.await(".services", text -> text.contains("echo"));
    project
        .write("services/broken/k8s.yaml", manifest("broken", "exit 7"))
        .write("services/broken/service.yaml", "name: broken\n");
    String found = browser.await(".attention", text -> text.contains("exit code 7"));
    assertTrue(found.contains("Do this"), found);
    assertTrue(browser.title().startsWith("(1) 1 failing"), browser.title());
    browser.click(".attention h2 a");
    browser.await("h1", "broken"::equals);
    String cause = browser.await(".cause", text -> text.contains("••••••"));
    assertTrue(browser.text(".cause .mend code").contains("tools/logs.java broken"), cause);
    assertTrue(browser.text(".cause pre").contains("begins"), cause);
    assertNoSecret(html(browser));
    assertNoSecret(get("/api/snapshot.html"));

    project.write("services/broken/k8s.yaml", manifest("broken", LASTS));
    browser.await(STATE, "healthy"::equals);
    browser.awaitTrue("!document.querySelector('.cause')");
  }

  @Test
  @Order(3)
  void linesOfAContainerArriveAndAFilterIsSharedByUrl(Browser browser) {
    running();
    // Lines of earlier runs are kept.
    String needle = "needle" + System.nanoTime();
    browser.at(page("/logs?services=echo"));
    browser.await(".lines", text -> text.contains("my key is"));
    say("hay", needle + " one");
    browser.await(".slot:last-child .text", (needle + " one")::equals);
    browser.press("/");
    browser.press(needle);
    browser.awaitTrue("document.querySelectorAll('.line').length === 1");
    String shared = browser.url();

    browser.at(shared);
    browser.await(".slot:last-child .text", (needle + " one")::equals);
    say("more hay", needle + " two");
    browser.await(".slot:last-child .text", (needle + " two")::equals);
    assertEquals(List.of(needle + " one", needle + " two"), browser.texts(".line .text"));
  }

  @Test
  @Order(4)
  void whatIsKnownOfAServiceIsThereAndNoSecretIs(Browser browser) throws IOException {
    running();
    browser.at(page("/services/echo"));
    String pod = browser.await(".pod", text -> text.contains("passing readiness"));
    assertTrue(pod.contains("busybox:1.36") && pod.contains("sha256:"), pod);
    browser.click(".container summary");
    browser.await(".container .facts", text -> text.contains("MODE fast"));
    assertEquals("••••••", browser.text(".container .masked"));
    browser.run("document.querySelectorAll('details.object').forEach((each) => each.open = true)");
    browser.awaitTrue("document.querySelectorAll('.diff').length === 2");
    String manifests = String.join("\n", browser.texts(".diff"));
    assertTrue(manifests.contains("stringData:") && manifests.contains("uid:"), manifests);
    browser.await(".tail", text -> text.contains("my key is ••••••"));
    assertNoSecret(html(browser));
    browser.at(page("/logs?services=echo"));
    browser.await(".lines", text -> text.contains("my key is ••••••"));
    assertNoSecret(html(browser));

    for (String path :
        List.of("/api/snapshot", "/api/services/echo", "/api/logs", "/api/snapshot.html")) {
      assertNoSecret(get(path));
    }
    for (Path file : files(project.state())) {
      assertNoSecret(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  @Order(5)
  void aRestartByKeyboardAloneReplacesThePod(Browser browser) {
    running();
    String before = pods();
    browser.at(page("/"));
    browser.await("tr[data-row='echo']", text -> text.startsWith("healthy"));
    browser.press("/");
    browser.press("echo", Keys.ESCAPE);
    browser.press("j", "r");
    browser.await("#told", "echo restarts"::equals);
    browser.press(Keys.ENTER);
    browser.await(".pod h3 .mono", name -> !name.isEmpty() && !before.contains(name));
    browser.await(STATE, "healthy"::equals);
    browser.awaitTrue("document.querySelectorAll('.pod').length === 1");
    assertNotEquals(before, pods());
  }

  @Test
  @Order(6)
  void whatIsTypedInTheTerminalHappensInTheContainer(Browser browser) {
    running();
    browser.at(page("/services/echo"));
    browser.await("#terminal-open", "Open terminal"::equals);
    browser.press("o");
    awaitShown(browser, "#");
    browser.press("echo $((6 * 7)) in $HOSTNAME", Keys.ENTER);
    awaitShown(browser, "42 in " + browser.text(".pod h3 .mono"));

    browser.press("rm /tmp/ready", Keys.ENTER);
    String probe = browser.await(".probe", text -> text.startsWith("failing readiness"));
    assertTrue(probe.contains("can't open '/tmp/ready'"), probe);
    browser.press("touch /tmp/ready", Keys.ENTER);
    browser.await(".probe", text -> text.startsWith("passing") && text.contains("failed before"));
    browser.await(STATE, "healthy"::equals);
  }

  @Test
  @Order(7)
  void aServiceIsStoppedAndStarted(Browser browser) {
    running();
    browser.at(page("/services/echo"));
    browser.await(STATE, "healthy"::equals);
    browser.press("x");
    browser.await(STATE, "stopped"::equals);
    browser.await("main", text -> text.contains("There are no pods now."));
    assertEquals("", pods());
    browser.press("s");
    browser.await(STATE, "healthy"::equals);
    browser.await(".pod", text -> text.contains("passing readiness"));
    assertNotEquals("", pods());
  }

  private static void running() {
    if (run == null) {
      run = project.start("up.java", "--json");
      run.awaitLine(PATIENCE, line -> line.contains(ALL_HEALTHY));
    }
  }

  private static void end() {
    if (run != null) {
      run.interrupt();
      run.await();
      run = null;
    }
  }

  private static String page(String path) {
    return "http://localhost:" + project.shifted(10_350) + path;
  }

  private static String manifest(String name, String then) {
    return MANIFEST.replace("NAME", name).replace("SECRET", SECRET).replace("THEN", then);
  }

  private static String html(Browser browser) {
    return browser.run("return document.documentElement.outerHTML").toString();
  }

  private static String get(String path) {
    try (InputStream in = URI.create(page(path)).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(path, failed);
    }
  }

  /// As the container does: on the output of its process.
  private static void say(String... lines) {
    String written = "printf '%s\\n' '" + String.join("' '", lines) + "' > /proc/1/fd/1";
    project.kubectl("exec", "deployment/echo", "--", "sh", "-c", written);
  }

  private static String pods() {
    return project.kubectl(
        "get", "pods", "-l", "nebula.dev/service=echo", "-o", "jsonpath={.items[*].metadata.name}");
  }

  private static void awaitShown(Browser browser, String text) {
    browser.awaitTrue(
        "[...document.querySelectorAll('.xterm-accessibility-tree > div')]"
            + ".some((row) => row.textContent.includes('"
            + text
            + "'))");
  }

  private static void assertNoSecret(String text) {
    String coded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
    assertFalse(text.isBlank(), "nothing to look for it in");
    for (String secret : List.of(SECRET, coded)) {
      int at = text.indexOf(secret);
      assertTrue(at < 0, () -> text.substring(Math.max(0, at - 200), at + secret.length()));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      // A lock has nothing in it.
      return all.filter(file -> Files.isRegularFile(file) && file.toFile().length() > 0).toList();
    }
  }
}
