package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import nebula.event.Event;
import nebula.model.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What stands above the lines: counts, markers, times, levels, copying.
@ExtendWith(Chromium.class)
final class LogsToolsTest extends LogsPage {
  private static final String CLIPBOARD =
      "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => {"
          + " window.copied = text; }}})";

  @Test
  void matchesAreCountedAgainWhileMoreCome(Browser browser) {
    page.log("postgres", "a needle");
    browser.at(page.at("/logs?q=needle"));
    browser.await(FOUND, text -> text.startsWith("1 match in"));
    page.log("postgres", "ERROR a needle");
    browser.await(FOUND, text -> text.startsWith("2 matches in"));
    browser.await(".level-chip.error small", "1"::equals);
  }

  @Test
  void newErrorsAreCountedAndCopiedAsShown(Browser browser) throws Exception {
    page.log("nebula-worker", "ERROR known 1");
    page.settle("known");
    page.publish(new Event.CodeChanged(Instant.now(), "nebula-worker", new Code.Synced(1)));
    page.log("nebula-worker", "ERROR known 2");
    page.log("nebula-worker", "FATAL of a new kind");
    browser.at(page.at("/logs"));
    browser.await(".slot:last-child .text", "FATAL of a new kind"::equals);
    browser.press("n");
    browser.await(FOUND, "1 new error"::equals);
    browser.run(CLIPBOARD);
    browser.click(".tools.second .button[title*='as text']");
    browser.awaitTrue("window.copied?.endsWith('FATAL of a new kind')");
    assertEquals(0, browser.number("window.copied.indexOf('known') + 1"));
  }

  @Test
  void fromOneMarkerToTheOneBeforeWhateverTheFilter(Browser browser) throws Exception {
    page.log("nebula-worker", "its first words");
    for (String build : List.of("older", "newer")) {
      page.publish(new Event.CodeChanged(Instant.now(), "nebula-worker", new Code.Live()));
      for (int i = 0; i < 100; i++) {
        page.log("nebula-worker", "{\"level\":\"info\",\"msg\":\"" + build + "\",\"id\":7}");
      }
      page.publish(new Event.CodeChanged(Instant.now(), "nebula-worker", new Code.Synced(1)));
    }
    page.settle("newer");
    browser.at(page.at("/logs?services=nebula-worker&fields=%5B%22id%3D7%22%5D&until=0s"));
    browser.await(TEXTS, text -> text.contains("er id=7"));
    browser.press("m");
    browser.awaitTrue("document.querySelector('.marker.chosen.of-build') !== null");
    String newer = browser.url();
    browser.press("m");
    browser.awaitTrue("location.href !== '" + newer + "'");
    browser.awaitTrue("document.querySelector('.marker.chosen.of-build') !== null");
    assertTrue(browser.url().contains("services=nebula-worker"), browser.url());
  }

  @Test
  void timesAgoGoOnAndWithoutTimesEachLineKeepsItsLink(Browser browser) {
    page.log("postgres", "quiet");
    browser.at(page.at("/logs?time=relative&services=postgres"));
    browser.await(".line .at", "3 s"::equals);
    browser.await(".line .at", "4 s"::equals);
    browser.at(page.at("/logs?time=off&services=postgres"));
    browser.await(".line .at", "#"::equals);
    browser.click(".line .at");
    browser.await(".line.chosen .text", "quiet"::equals);
    assertTrue(browser.url().endsWith("&services=postgres&time=off"), browser.url());
  }

  @Test
  void everyLevelHasItsFilterAndALetterOnAPhone(Browser browser) {
    page.log("postgres", "plain");
    page.log("postgres", "FATAL: the end");
    page.log("postgres", "ERROR: before it");
    browser.at(page.at("/logs"));
    browser.await(".level-chip.fatal small", "1"::equals);
    browser.click(".level-chip.none");
    browser.awaitTrue("document.querySelectorAll('.line').length === 1");
    assertEquals(List.of("plain"), browser.texts(TEXTS));
    browser.press("e");
    browser.awaitTrue("document.querySelectorAll('.line').length === 2");
    browser.phone();
    browser.awaitTrue("document.querySelector('.lv-fatal .level').offsetWidth > 0");
    double letter = browser.number("document.querySelector('.lv-fatal .level').offsetWidth");
    assertTrue(letter < 12, letter + " px");
  }

  @Test
  void aroundALineThatIsWhatIsCopied(Browser browser) throws Exception {
    for (int i = 0; i < 6_000; i++) {
      page.log("postgres", "line " + i + " of many");
    }
    page.settle("line 5999 ");
    browser.at(page.at("/logs?q=line+300+of"));
    browser.await(TEXTS, "line 300 of many"::equals);
    browser.click(".line .at");
    browser.awaitTrue("document.querySelectorAll('.line').length > 20");
    browser.await(".line.chosen .text", "line 300 of many"::equals);
    browser.run(CLIPBOARD);
    browser.click(".tools.second .button[title*='as text']");
    browser.awaitTrue("window.copied?.includes(' line 300 of many\\n')");
  }
}
