package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import nebula.event.Event;
import nebula.model.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// Addresses that somebody changed by hand, or that are older than what they lead to.
@ExtendWith(Chromium.class)
final class OddAddressTest extends LogsPage {
  @ParameterizedTest
  @CsvSource({
    "/logs?fields=5, a line",
    "/logs?fields=%7B%7D, a line",
    "/logs?since=Tomorrow, neither a time span nor a moment",
    "/logs?since=2026-13-45T99:99, neither a time span nor a moment",
    "/services/%FF, There is no service %FF",
    "/?sort=__proto__, postgres",
  })
  void noAddressLeavesThePageEmpty(String path, String says, Browser browser) throws Exception {
    page.log("postgres", "a line");
    page.settle("a line");
    browser.at(page.at(path));
    browser.await("main", text -> text.contains(says));
    assertEquals(
        List.of(), browser.said().stream().filter(said -> said.contains("Uncaught")).toList());
  }

  @Test
  void bothEndsOfATimeAreShownAndCanBeTakenAway(Browser browser) {
    page.log("postgres", "a line");
    browser.at(page.at("/logs?since=2026-01-02T03:04&until=2026-01-02"));
    browser.awaitTrue("document.querySelectorAll('.tools.second .chip').length === 2");
    assertEquals(
        List.of("since Jan 2, 2026, 03:04:00 ×", "until 2026-01-02 ×"),
        browser.texts(".tools.second .chip"));
    browser.click(".tools.second .chip:last-of-type");
    browser.await(".slot:last-child .text", "a line"::equals);
  }

  @Test
  void aLinkToALineThatIsNoLongerKeptSaysSo(Browser browser) throws Exception {
    page.log("postgres", "a line");
    page.settle("a line");
    browser.at(page.at("/logs?at=18b1a2c4f1e00000.20480.postgres"));
    browser.await(".strip", text -> text.contains("not kept any more"));
    browser.click(".line .at");
    browser.awaitTrue("document.querySelector('.line.chosen') !== null");
    assertEquals("", browser.text(".strip"));
  }

  @Test
  void newErrorsByTheirAddressAloneAreThoseSinceTheLastChange(Browser browser) throws Exception {
    page.publish(new Event.CodeChanged(Instant.now(), "nebula-worker", new Code.Synced(1)));
    page.log("nebula-worker", "ERROR of a new kind");
    page.settle("a new kind");
    browser.at(page.at("/logs?new=1"));
    browser.await(FOUND, "1 new error"::equals);
  }

  @Test
  void theChoiceOfServicesClosesByKeyAndByAClickElsewhere(Browser browser) {
    String open = "document.querySelector('.picker').open";
    page.log("postgres", "a line");
    browser.at(page.at("/logs"));
    browser.await(".slot:last-child .text", "a line"::equals);
    browser.click(".picker > summary");
    browser.awaitTrue(open);
    browser.pressTab();
    browser.press(Keys.ESCAPE);
    browser.awaitTrue("!" + open);
    assertEquals("SUMMARY", browser.run("return document.activeElement.tagName"));
    browser.press(Keys.ENTER);
    browser.awaitTrue(open);
    browser.click(".lines");
    browser.awaitTrue("!" + open);
  }
}
