package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Ten services that write together as much as a cluster of this size can.
final class LogFlood implements Experiment {
  private static final int SERVICES = 10;
  private static final int LINES_A_SECOND = 2_000;
  private static final int SECONDS = 60;
  static final int LINES_OF_EACH = LINES_A_SECOND * SECONDS;
  private static final Duration STEP = Duration.ofSeconds(1);

  /// How long nothing more has to arrive before it counts as lost.
  private static final int QUIET_STEPS = 10;

  /// Of each line that is counted, after its number.
  private static final String END = " of the flood";

  private static final String TIMED_KEYS =
      """
      window.delays = [], addEventListener('keydown', event =>
        requestAnimationFrame(() => setTimeout(() => delays.push(performance.now() - event.timeStamp)))
      ), 0
      """;

  @Override
  public List<Figure> figures() {
    return List.of(Figure.LOG_FLOOD, Figure.LOG_FLOOD_MEMORY, Figure.LOG_FLOOD_INPUT);
  }

  @Override
  public void run(Stage stage, int runs, Journal journal) throws InterruptedException {
    stage.note("log-flood");
    journal.repeat(figures(), 1, () -> flood(stage, journal));
  }

  private void flood(Stage stage, Journal journal) throws InterruptedException {
    try (Workbench bench = Workbench.open(stage, LogFlood::services);
        DevTools browser = DevTools.open()) {
      browser.show(bench.run().url() + "/logs");
      browser.evaluate(TIMED_KEYS);
      IntStream.range(0, SERVICES).forEach(each -> bench.probe(each).pour(LINES_A_SECOND, SECONDS));
      double peak = 0;
      // To count a million lines is work for all processors, and no part of what is measured.
      for (long from = System.nanoTime(); System.nanoTime() - from < SECONDS * 1_000_000_000L; ) {
        Thread.sleep(STEP);
        press(browser);
        peak = Math.max(peak, OfProcess.megabytes(bench.run().process()));
      }
      long kept = -1;
      for (int quiet = 0; quiet < QUIET_STEPS && kept < expected(); ) {
        Thread.sleep(STEP);
        press(browser);
        peak = Math.max(peak, OfProcess.megabytes(bench.run().process()));
        long now = kept(bench);
        quiet = now == kept ? quiet + 1 : 0;
        kept = now;
      }
      takeDelay(browser, journal);
      journal.take(Figure.LOG_FLOOD_MEMORY, Sample.alone(peak));
      long lost = 0;
      for (int each = 0; each < SERVICES; each++) {
        lost += lost(bench.logs().resolve(name(each)));
      }
      journal.take(Figure.LOG_FLOOD, Sample.alone((double) lost));
    }
  }

  private static void services(ProbeFiles files) {
    IntStream.range(0, SERVICES).forEach(each -> files.plain(name(each), Workbench.port(each)));
  }

  private static String name(int number) {
    return "flood-" + number;
  }

  private static long expected() {
    return (long) SERVICES * LINES_OF_EACH;
  }

  /// Lines that the run has on disk; asked of it, so that it is known when all have come.
  private static long kept(Workbench bench) {
    String services =
        IntStream.range(0, SERVICES).mapToObj(LogFlood::name).collect(Collectors.joining(","));
    String path = "/api/logs/summary?kind=line&services=" + services;
    return Http.json(bench.run().port(), path).path("matches").asLong();
  }

  /// A key that means nothing to the page.
  private static void press(DevTools browser) throws InterruptedException {
    for (String type : List.of("keyDown", "keyUp")) {
      browser.ask("Input.dispatchKeyEvent", Map.of("type", type, "key", "F8", "code", "F8"));
    }
  }

  private static void takeDelay(DevTools browser, Journal journal) throws InterruptedException {
    browser.evaluateUntil("delays.length > 0");
    double longest = browser.evaluate("Math.max(...delays)").asDouble();
    journal.take(Figure.LOG_FLOOD_INPUT, Sample.alone(longest));
  }

  /// Numbers that are in none of the service's lines; one that came twice makes up for no other.
  static long lost(Path folder) {
    BitSet found = new BitSet();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        try (var lines = Files.lines(file)) {
          lines.filter(line -> line.endsWith(END)).mapToInt(LogFlood::number).forEach(found::set);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return (long) LINES_OF_EACH - found.cardinality();
  }

  /// Of `… line 17 of the flood`.
  private static int number(String line) {
    int end = line.length() - END.length();
    return Integer.parseInt(line.substring(line.lastIndexOf(' ', end - 1) + 1, end));
  }
}
