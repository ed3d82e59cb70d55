package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
