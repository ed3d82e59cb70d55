package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nebula.event.Event;
import nebula.event.EventBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Themes, contrast, a phone's width, and what the page loads.
@ExtendWith(Chromium.class)
final class LooksTest {
  private static final int MOST_BYTES = 600 * 1024;

  @TempDir Path folder;
  private ShownRun page;

  @BeforeEach
  void show() throws InterruptedException {
    page = new ShownRun(folder, new EventBus(), Stack.idle());
    page.publish(Stack.withFailing(Instant.now(), "temporal-ui").toArray(Event[]::new));
  }

  @AfterEach
  void end() {
    page.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/graph", "/start", "/services/temporal-ui", "/logs"})
  void everyTextIsReadableInBothThemes(String path, Browser browser) {
    for (Browser.Scheme scheme : Browser.Scheme.values()) {
      browser.scheme(scheme);
      browser.at(page.at(path));
      browser.await("main", text -> text.contains("temporal") || text.contains("lines"));
      assertEquals(List.of(), Contrast.tooLow(browser), path + " in " + scheme);
    }
  }

  @Test
  void whatIsChosenIsSeenWhereColoursAreThePersons(Browser browser) {
    browser.forcedColours(true);
    try {
      browser.at(page.at("/logs?level=error"));
      browser.awaitTrue("document.querySelector('.level-chip.error[aria-pressed=true]') !== null");
      String style = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]";
      assertNotEquals(
          browser.run(style, ".level-chip.warn", "backgroundColor"),
          browser.run(style, ".level-chip.error", "backgroundColor"));
      assertNotEquals(
          browser.run(style, ".bar nav a[href='/graph']", "borderBottomColor"),
          browser.run(style, ".bar nav a[href='/logs']", "borderBottomColor"));
    } finally {
      browser.forcedColours(false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/logs", "/logs?q=needle", "/logs?q=needle&context=2"})
  void whateverIsLoggedIsReadableInBothThemes(String path, Browser browser) throws Exception {
    List<String> colours =
        IntStream.range(0, 256).mapToObj(code -> "8;5;" + code).collect(Collectors.toList());
    for (String channels : List.of("0;0;0", "255;255;255", "255;255;0", "0;0;255", "127;127;127")) {
      colours.add("8;2;" + channels);
    }
    for (String colour : colours) {
      page.log("temporal", "before a needle \u001b[3" + colour + "mcoloured\u001b[m");
      page.log("postgres", "ERROR \u001b[3" + colour + "mcoloured\u001b[7m needle \u001b[2mdim");
      page.log("temporal-ui", "on \u001b[4" + colour + "mcoloured \u001b[2mdim\u001b[31m needle");
      page.log("nebula-worker", "INFO {\"level\":\"info\",\"msg\":\"needle\",\"n\":1}");
      page.log("convex-backend", "DEBUG one of two about it");
      page.log("convex-backend", "\u001b[7mtwo\u001b[0m of \u001b[2mtwo about it");
    }
    page.settle("of two about it");
    for (Browser.Scheme scheme : Browser.Scheme.values()) {
      browser.scheme(scheme);
      browser.at(page.at(path));
      browser.tall();
      browser.await(".line .text", text -> !text.isEmpty());
      browser.awaitTrue("document.querySelectorAll('.line .text').length > 1000");
      assertEquals(List.of(), Contrast.tooLow(browser), path + " in " + scheme);
    }
    browser.scheme(Browser.Scheme.LIGHT);
  }

  @Test
  void theThemeFollowsTheSystemUnlessOneIsChosen(Browser browser) {
    String background = "return getComputedStyle(document.body).backgroundColor";
    browser.scheme(Browser.Scheme.LIGHT);
    browser.at(page.at("/"));
    browser.await(".services", text -> text.contains("postgres"));
    Object light = browser.run(background);
    browser.scheme(Browser.Scheme.DARK);
    Object dark = browser.run(background);
    assertNotEquals(light, dark);

    browser.press("t");
    browser.awaitTrue("document.documentElement.dataset.theme === 'light'");
    assertEquals(light, browser.run(background));
    browser.at(page.at("/"));
    assertEquals(light, browser.run(background), "it is remembered");
    browser.press("t", "t");
    browser.awaitTrue("document.documentElement.dataset.theme === undefined");
    browser.scheme(Browser.Scheme.LIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/graph", "/start", "/services/temporal-ui", "/logs"})
  void nothingSticksOutOnAPhone(String path, Browser browser) {
    browser.at(page.at(path));
    browser.phone();
    browser.await("main", text -> text.contains("temporal") || text.contains("lines"));
    double wider = browser.number("document.documentElement.scrollWidth - innerWidth");
    assertTrue(wider <= 0, path + " is " + wider + " px wider than the phone");
  }

  @Test
  void nothingIsAskedOfAnotherMachineAndTheWholePageIsLight(Browser browser) {
    for (String path : List.of("/", "/graph", "/start", "/services/temporal-ui", "/logs")) {
      browser.at(page.at(path));
      browser.await("main", text -> text.contains("temporal") || text.contains("lines"));
      Object foreign =
          browser.run(
              "return performance.getEntriesByType('resource').map(each => each.name)"
                  + ".filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))");
      assertEquals(List.of(), foreign, path);
      double bytes =
          browser.number(
              "performance.getEntriesByType('resource').filter(each => !each.name.includes('/api/'))"
                  + ".reduce((sum, each) => sum + (each.encodedBodySize || 0), 0)");
      assertTrue(bytes > 0 && bytes < MOST_BYTES, path + " weighs " + bytes + " bytes");
      assertEquals(List.of(), browser.said(), path);
    }
  }
}
