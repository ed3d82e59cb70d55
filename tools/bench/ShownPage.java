package nebula.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The page of a run in a browser: how soon it shows what happens, and what it takes.
final class ShownPage implements Experiment {
  private static final String SERVICE = "shown";
  private static final int TURNS = 10;
  private static final int LINES = 50;
  private static final Duration GAP = Duration.ofMillis(60);
  private static final Duration SETTLED = Duration.ofSeconds(65);
  private static final Duration IDLE = Duration.ofSeconds(60);

  /// A promise of when the condition holds in the page, drawn; the first words are not waited for.
  private static final String WATCH =
      """
      window.seen = new Promise(resolve => {
        const holds = () => %s
        const look = () => {
          if (holds()) {
            watch.disconnect()
            requestAnimationFrame(() => resolve(Date.now()))
          }
        }
        const watch = new MutationObserver(look)
        watch.observe(document.body, {subtree: true, childList: true, characterData: true})
        look()
      }), 0
      """;

  private static final String STATE =
      "(document.querySelector('[data-row=" + SERVICE + "] .c-state')?.textContent ?? '')";

  private static final String WEIGHTS =
      """
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(each => !each.name.includes('/api/'))
        .map(each => [each.name.replace(/[?#].*/, ''), each.encodedBodySize])
      """;

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.PAGE_STATE,
        Figure.PAGE_LOG,
        Figure.PAGE_WEIGHT,
        Figure.PAGE_PAINT,
        Figure.PAGE_IDLE);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.note("page-state, page-log, page-weight, page-paint, page-idle");
    try (Workbench bench = Workbench.open(stage, files -> files.plain(SERVICE, Workbench.port(0)));
        DevTools browser = DevTools.open()) {
      String url = bench.run().url();
      journal.repeat(List.of(Figure.PAGE_WEIGHT), 1, () -> takeWeight(browser, url, journal));
      journal.repeat(
          List.of(Figure.PAGE_PAINT),
          runs,
          () -> journal.take(Figure.PAGE_PAINT, Sample.alone(firstPaint(browser, url))));
      journal.repeat(List.of(Figure.PAGE_STATE), 1, () -> takeStates(bench, browser, url, journal));
      journal.repeat(List.of(Figure.PAGE_LOG), 1, () -> takeLines(bench, browser, url, journal));
      journal.repeat(
          List.of(Figure.PAGE_IDLE),
          1,
          () -> journal.take(Figure.PAGE_IDLE, Sample.alone(idlePercent(bench, browser, url))));
    }
  }

  private static void takeWeight(DevTools browser, String url, Journal journal)
      throws InterruptedException {
    Map<String, Double> files = new HashMap<>();
    for (String path : List.of("/", "/logs")) {
      browser.show(url + path);
      // Parts of it are fetched when they are needed first; the logs may have no line yet.
      browser.evaluateUntil("document.querySelector('[data-row], .lines') !== null");
      for (JsonNode file : browser.evaluate(WEIGHTS)) {
        files.merge(file.path(0).asString(""), file.path(1).asDouble(), Math::max);
      }
    }
    double bytes = files.values().stream().mapToDouble(Double::doubleValue).sum();
    journal.take(Figure.PAGE_WEIGHT, Sample.alone(bytes / 1000));
  }

  private static double firstPaint(DevTools browser, String url) throws InterruptedException {
    String paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";
    browser.show(url + "/");
    browser.evaluateUntil("(" + paint + ") > 0");
    return browser.evaluate(paint).asDouble();
  }

  private static void takeStates(Workbench bench, DevTools browser, String url, Journal journal)
      throws InterruptedException {
    browser.show(url + "/");
    browser.evaluateUntil(STATE + " === 'healthy'");
    try (ReadyWatch watch = ReadyWatch.open(bench)) {
      for (int turn = 0; turn < TURNS; turn++) {
        watchState(browser, false);
        bench.probe(0).turn();
        takeState(browser, watch, journal);
        watchState(browser, true);
        takeState(browser, watch, journal);
      }
    }
  }

  private static void watchState(DevTools browser, boolean healthy) throws InterruptedException {
    browser.evaluate(WATCH.formatted("(" + STATE + " === 'healthy') === " + healthy));
  }

  private static void takeState(DevTools browser, ReadyWatch watch, Journal journal)
      throws InterruptedException {
    Instant inKubernetes = watch.next();
    double seconds = Seconds.between(inKubernetes, seen(browser));
    journal.take(Figure.PAGE_STATE, Sample.alone(seconds * 1000));
  }

  private static void takeLines(Workbench bench, DevTools browser, String url, Journal journal)
      throws InterruptedException {
    browser.show(url + "/logs");
    browser.evaluateUntil("document.querySelector('.lines') !== null");
    for (int line = 0; line < LINES; line++) {
      String text = "mark " + line + " of " + LINES;
      Thread.sleep(GAP.plusMillis(line * 37L % 100));
      browser.evaluate(
          WATCH.formatted("document.querySelector('.lines').textContent.includes('" + text + "')"));
      Instant written = bench.probe(0).write(text);
      journal.take(Figure.PAGE_LOG, Sample.alone(Seconds.between(written, seen(browser)) * 1000));
    }
  }

  private static Instant seen(DevTools browser) throws InterruptedException {
    return Instant.ofEpochMilli(browser.evaluate("window.seen").asLong());
  }

  /// Of the run's process and of the page's main thread together.
  private static double idlePercent(Workbench bench, DevTools browser, String url)
      throws InterruptedException {
    browser.show(url + "/");
    browser.ask("Performance.enable", Map.of());
    browser.evaluateUntil(STATE + " === 'healthy'");
    // Until the times shown no longer count seconds: before that it has only just happened.
    Thread.sleep(SETTLED);
    double before = spent(bench, browser);
    long from = System.nanoTime();
    Thread.sleep(IDLE);
    double spent = spent(bench, browser) - before;
    return 100 * spent / ((System.nanoTime() - from) / 1e9);
  }

  private static double spent(Workbench bench, DevTools browser) throws InterruptedException {
    List<Double> page = new ArrayList<>();
    for (JsonNode metric : browser.ask("Performance.getMetrics", Map.of()).path("metrics")) {
      if (metric.path("name").asString("").equals("TaskDuration")) {
        page.add(metric.path("value").asDouble());
      }
    }
    return OfProcess.processorSeconds(bench.run().process()) + page.getFirst();
  }
}
