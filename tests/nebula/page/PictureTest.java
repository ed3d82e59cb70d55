package nebula.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The pictures of the README. `NEBULA_REGENERATE=1 ./jbang tests.java --filter PictureTest` writes
/// them into docs/images; without it they are only taken.
@ExtendWith(Chromium.class)
final class PictureTest {
  @TempDir Path folder;

  @Test
  void theMainViewsAreTaken(Browser browser) throws Exception {
    for (int day = 4; day > 0; day--) {
      earlier(Instant.now().minus(Duration.ofDays(day)), 8 + day * 0.4);
    }
    Instant begin = Instant.now().minusSeconds(20);
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle(), Details::of)) {
      page.publish(Stack.started(begin));
      start(page, begin, 0.8, "postgres", 3.1);
      start(page, begin, 0.9, "convex-backend", 2.4);
      start(page, begin, 3.1, "temporal", 2.6, 8.2);
      start(page, begin, 8.2, "temporal-ui", 9.6);
      start(page, begin, 8.2, "nebula-worker", 11.3);
      page.publish(
          new Event.AllHealthy(after(begin, 11.3)),
          new Event.CodeChanged(begin, "nebula-worker", new nebula.model.Code.Synced(3)));
      browser.scheme(Browser.Scheme.LIGHT);
      browser.at(page.at("/start"));
      browser.await(".sub", text -> text.contains("All healthy after 11.3 s"));
      take(browser, "start.png");
      page.publish(Stack.failing(Instant.now(), "temporal-ui", "cannot parse TEMPORAL_ADDRESS"));
      write(page);
      browser.at(page.at("/"));
      browser.await(".attention", text -> text.contains("temporal-ui"));
      take(browser, "overview.png");
      browser.scheme(Browser.Scheme.DARK);
      browser.at(page.at("/services/temporal-ui"));
      browser.await(".cause", text -> text.contains("exit code 1"));
      browser.await(".pod", text -> text.contains("CrashLoopBackOff"));
      take(browser, "service.png");
      browser.at(page.at("/logs"));
      browser.await(".slot:last-child .text", text -> text.contains("TEMPORAL_ADDRESS"));
      browser.await(".tools.second [role=status]", text -> text.endsWith("lines"));
      take(browser, "logs.png");
    } finally {
      browser.scheme(Browser.Scheme.LIGHT);
    }
  }

  @Test
  void theGraphIsTakenWhileItStarts(Browser browser) throws Exception {
    Instant begin = Instant.now().minusSeconds(6);
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle())) {
      page.publish(Stack.started(begin));
      start(page, begin, 0.8, "postgres", 3.1);
      start(page, begin, 0.9, "convex-backend", 2.4);
      page.publish(
          Stack.starting(begin, "temporal", Phase.PROBE, "waits for an answer on :7233"),
          Stack.starting(begin, "temporal-ui", Phase.GATE, "waits for temporal"),
          Stack.starting(begin, "nebula-worker", Phase.GATE, "waits for temporal"));
      browser.at(page.at("/graph"));
      browser.awaitTrue("document.querySelectorAll('path.edge.waits').length === 2");
      take(browser, "graph.png");
    }
  }

  private void earlier(Instant begin, double last) throws InterruptedException {
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle())) {
      page.publish(Stack.started(begin));
      start(page, begin, 0.8, "postgres", 2.2);
      start(page, begin, 0.9, "convex-backend", 2.4);
      start(page, begin, 2.2, "temporal", last - 2);
      start(page, begin, last - 2, "temporal-ui", last - 1);
      start(page, begin, last - 2, "nebula-worker", last);
      page.publish(new Event.AllHealthy(after(begin, last)));
    }
  }

  private static void write(ShownRun page) throws Exception {
    page.log("postgres", "2026-11-25 LOG:  database system is ready to accept connections");
    page.log("convex-backend", "\u001b[32mINFO\u001b[0m backend listening on 0.0.0.0:3210");
    for (int attempt = 1; attempt < 9; attempt++) {
      page.log(
          "temporal",
          "{\"level\":\"info\",\"msg\":\"poll\",\"queue\":\"nebula\",\"attempt\":%d}"
              .formatted(attempt));
      page.log("nebula-worker", "level=debug msg=\"activity completed\" attempt=" + attempt);
      page.log(
          "temporal",
          "{\"level\":\"warn\",\"msg\":\"slow query\",\"ms\":%d,\"db\":{\"table\":\"executions\"}}"
              .formatted(300 + attempt * 17));
      page.log("postgres", "LOG:  checkpoint complete: wrote " + attempt * 41 + " buffers");
    }
    page.log("temporal-ui", "ERROR cannot parse TEMPORAL_ADDRESS \"tcp://10.43.0.12:7233\"");
    page.settle("cannot parse TEMPORAL_ADDRESS");
  }

  private static void start(
      ShownRun page, Instant begin, double from, String service, double healthy) {
    start(page, begin, from, service, 0.1, healthy);
  }

  /// @param pulled seconds that the node takes to pull its image
  private static void start(
      ShownRun page, Instant begin, double from, String service, double pulled, double healthy) {
    double pull = from + 0.2;
    double creation = pull + pulled;
    phase(page, begin, 0, service, Phase.PUSH, "pushed");
    if (from > 1) {
      phase(page, begin, 0.8, service, Phase.GATE, "waits for temporal");
    }
    phase(page, begin, from, service, Phase.SCHEDULE, "waits for a node");
    phase(page, begin, pull, service, Phase.PULL, "pulled");
    phase(page, begin, creation, service, Phase.START, "creating");
    phase(page, begin, (creation + healthy) / 2, service, Phase.PROBE, "waits for an answer");
    page.publish(Stack.healthy(after(begin, healthy), service));
  }

  private static void phase(
      ShownRun page, Instant begin, double seconds, String service, Phase phase, String what) {
    page.publish(Stack.starting(after(begin, seconds), service, phase, what));
  }

  private static Instant after(Instant begin, double seconds) {
    return begin.plusMillis(Math.round(1_000 * seconds));
  }

  private void take(Browser browser, String name) throws Exception {
    boolean wanted = "1".equals(System.getenv("NEBULA_REGENERATE"));
    Path home = Path.of(System.getProperty("nebula.home", "."));
    Path file = (wanted ? home.resolve("docs/images") : folder).resolve(name);
    browser.screenshot(file);
    assertTrue(Files.size(file) > 10_000, name + " shows something");
  }
}
