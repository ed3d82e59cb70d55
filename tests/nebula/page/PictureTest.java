package nebula.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
    Instant begin = Instant.now().minusSeconds(20);
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle())) {
      page.publish(Stack.started(begin));
      start(page, begin, 0.2, "postgres", 3.1);
      start(page, begin, 0.3, "convex-backend", 2.4);
      start(page, begin, 3.1, "temporal", 8.2);
      browser.scheme(Browser.Scheme.LIGHT);
      browser.at(page.at("/graph"));
      browser.awaitTrue("document.querySelectorAll('.node.healthy').length === 3");
      take(browser, "graph.png");
      start(page, begin, 8.2, "temporal-ui", 9.6);
      start(page, begin, 8.2, "nebula-worker", 11.3);
      page.publish(
          new Event.AllHealthy(begin.plusMillis(11_300)),
          new Event.CodeChanged(begin, "nebula-worker", new nebula.model.Code.Synced(3)));
      browser.at(page.at("/start"));
      browser.await(".sub", text -> text.contains("All healthy after 11 s"));
      take(browser, "start.png");
      page.publish(Stack.failing(Instant.now(), "temporal-ui"));
      browser.at(page.at("/"));
      browser.await(".attention", text -> text.contains("temporal-ui"));
      take(browser, "overview.png");
      browser.scheme(Browser.Scheme.DARK);
      browser.at(page.at("/services/temporal-ui"));
      browser.await(".cause", text -> text.contains("exit code 1"));
      take(browser, "service.png");
    } finally {
      browser.scheme(Browser.Scheme.LIGHT);
    }
  }

  /// Every phase of a start, evenly over its time.
  private static void start(
      ShownRun page, Instant begin, double from, String service, double healthy) {
    List<Phase> phases = List.of(Phase.IMAGE, Phase.APPLY, Phase.SCHEDULE, Phase.CREATE, Phase.PROBE);
    List<String> words =
        List.of("pulling the image", "sent", "waits for a node", "creating", "waits for an answer");
    if (from > 1) {
      page.publish(
          Stack.starting(begin.plusMillis(100), service, Phase.GATE, "waits for temporal"));
    }
    double step = (healthy - from) / phases.size();
    for (int index = 0; index < phases.size(); index++) {
      Instant at = begin.plusMillis(Math.round(1_000 * (from + index * step)));
      page.publish(Stack.starting(at, service, phases.get(index), words.get(index)));
    }
    page.publish(Stack.healthy(begin.plusMillis(Math.round(1_000 * healthy)), service));
  }

  private void take(Browser browser, String name) throws Exception {
    boolean wanted = "1".equals(System.getenv("NEBULA_REGENERATE"));
    Path home = Path.of(System.getProperty("nebula.home", "."));
    Path file = (wanted ? home.resolve("docs/images") : folder).resolve(name);
    browser.screenshot(file);
    assertTrue(Files.size(file) > 10_000, name + " shows something");
  }
}
