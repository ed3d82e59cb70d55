package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import nebula.event.Event;
import nebula.model.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Logs as a person reads them.
@ExtendWith(Chromium.class)
final class LogsViewTest extends LogsPage {

  @Test
  void linesOfAllServicesStandInTheOrderOfTime(Browser browser) {
    page.log("postgres", "first");
    page.log("temporal", "second");
    page.log("postgres", "third");
    browser.at(page.at("/logs"));
    browser.awaitTrue("document.querySelectorAll('.line .text').length === 3");
    assertEquals(List.of("first", "second", "third"), browser.texts(TEXTS));
    page.log("temporal", "while it is looked at");
    browser.await(".slot:last-child .text", "while it is looked at"::equals);
    browser.at(page.at("/logs?services=temporal"));
    browser.awaitTrue("document.querySelectorAll('.line .text').length === 2");
  }

  @Test
  void whatAContainerWritesIsTextWithItsColours(Browser browser) {
    page.log("postgres", "\u001b[31mred\u001b[0m " + Stack.EVIL);
    browser.at(page.at("/logs"));
    browser.await(TEXTS, ("red " + Stack.EVIL)::equals);
    assertEquals("red", browser.text(TEXTS + " .fore-1"));
    assertEquals(0, browser.number("document.querySelectorAll('.text script, .text b').length"));
  }

  @Test
  void aSearchIsCountedMarkedAndInTheUrl(Browser browser) {
    for (int i = 0; i < 300; i++) {
      page.log("postgres", "line " + i + (i % 100 == 7 ? " deadlock found" : " fine"));
    }
    browser.at(page.at("/logs"));
    browser.await(FOUND, text -> text.startsWith("30"));
    browser.type("input[type=search]", "DEADLOCK");
    browser.await(FOUND, text -> text.startsWith("3 matches in 30"));
    browser.awaitTrue("document.querySelectorAll('.line').length === 3");
    assertEquals(List.of("deadlock", "deadlock", "deadlock"), browser.texts("mark"));
    assertTrue(browser.url().endsWith("/logs?q=DEADLOCK"), browser.url());
    browser.at(page.at("/logs?q=2.7+dead.*d$&regex=true"));
    browser.await("mark", "207 deadlock found"::equals);
    browser.at(page.at("/logs?q=207+deadlock&context=2"));
    browser.awaitTrue("document.querySelectorAll('.line').length === 5");
    assertEquals("line 205 fine", browser.texts(TEXTS).getFirst());
  }

  @Test
  void levelsAreFoundCountedAndFiltered(Browser browser) {
    page.log("postgres", "ERROR: relation does not exist");
    page.log("temporal", "{\"level\":\"warn\",\"msg\":\"slow\",\"req\":{\"id\":7}}");
    page.log("temporal", "level=info msg=polled queue=nebula");
    browser.at(page.at("/logs"));
    browser.await(".level-chip.error small", "1"::equals);
    browser.click(".level-chip.error");
    browser.await(FOUND, text -> text.startsWith("1 match in"));
    browser.awaitTrue("document.querySelectorAll('.line').length === 1");
    assertEquals(List.of("ERROR: relation does not exist"), browser.texts(TEXTS));
    assertTrue(browser.url().contains("level=error"), browser.url());
  }

  @Test
  void fieldsOfAJsonLineAreUnfoldedAndFilteredBy(Browser browser) {
    page.log("temporal", "{\"level\":\"info\",\"msg\":\"handled\",\"req\":{\"id\":7}}");
    page.log("temporal", "{\"level\":\"info\",\"msg\":\"handled\",\"req\":{\"id\":8}}");
    browser.at(page.at("/logs"));
    browser.await(TEXTS, text -> text.contains("handled req.id=7"));
    browser.click(".unfold");
    browser.await(".fields", text -> text.contains("req.id"));
    browser.click(".fields div:nth-child(3) button");
    browser.await(FOUND, text -> text.startsWith("1 match in"));
    assertEquals(List.of("req.id=7 ×"), browser.texts(".tools.second .chip"));
  }

  @Test
  void aNumberOfManyDigitsIsShownAsItWasWritten(Browser browser) {
    page.log("temporal", "{\"msg\":\"id\",\"id\":9007199254740993,\"of\":[12345678901234567890]}");
    browser.at(page.at("/logs"));
    browser.await(TEXTS, text -> text.contains("id=9007199254740993 of=[12345678901234567890]"));
  }

  @Test
  void followingPausesOnScrollAndGoesOnAtTheEnd(Browser browser) {
    for (int i = 0; i < 500; i++) {
      page.log("postgres", "line " + i);
    }
    browser.at(page.at("/logs"));
    browser.await(".slot:last-child .text", "line 499"::equals);
    browser.run("document.querySelector('.lines').scrollTop -= 2000");
    browser.await("#log-follow", "Follow"::equals);
    double before = browser.number("document.querySelector('.lines').scrollTop");
    page.log("postgres", "newer");
    browser.awaitTrue("document.querySelector('.lines').scrollHeight > 501 * 20");
    assertEquals(before, browser.number("document.querySelector('.lines').scrollTop"));
    browser.press("G");
    browser.await(".slot:last-child .text", "newer"::equals);
    assertEquals("Following", browser.text("#log-follow"));
  }

  @Test
  void whatCameTooFastToBeShownIsThereWhenOneScrollsBack(Browser browser) throws Exception {
    page.log("postgres", "first");
    browser.at(page.at("/logs?services=postgres"));
    browser.await(".slot:last-child .text", "first"::equals);
    for (int i = 0; i < 10_000; i++) {
      page.log("postgres", "line " + i);
    }
    browser.await(".slot:last-child .text", "line 9999"::equals);
    browser.await(FOUND, text -> text.startsWith("10,00"));
    for (int wanted : new int[] {9_700, 5_000, 20}) {
      browser.run("document.querySelector('.lines').scrollTop = arguments[0]", wanted * 20);
      browser.awaitTrue(
          "[...document.querySelectorAll('.line .text')].some(each => each.textContent === 'line "
              + wanted
              + "')");
    }
    page.log("postgres", "the end");
    browser.press("G");
    browser.await(".slot:last-child .text", "the end"::equals);
  }

  @Test
  void aSearchThatFindsMoreThanCanBeShownHasAllOfIt(Browser browser) throws Exception {
    page.log("postgres", "first needle");
    browser.at(page.at("/logs?q=needle"));
    browser.await(".slot:last-child .text", "first needle"::equals);
    for (int i = 0; i < 2_000; i++) {
      page.log("postgres", "needle " + i);
    }
    browser.await(".slot:last-child .text", "needle 1999"::equals);
    // Rows above those that are here are read when one comes near, and then there are more.
    browser.awaitTrue(
        "(() => { document.querySelector('.lines').scrollTop = 0;"
            + " return document.querySelector('.line .text')?.textContent === 'first needle' })()");
    assertEquals(2_001 * 20, browser.number("document.querySelector('.all').offsetHeight"));
    for (int i = 2_000; i < 4_000; i++) {
      page.log("postgres", "needle " + i);
    }
    page.settle("needle 3999");
    browser.press("G");
    browser.await(".slot:last-child .text", "needle 3999"::equals);
  }

  @Test
  void linesNearAMatchThatAreFarAwayHideNoMatchBetween(Browser browser) throws Exception {
    page.log("temporal", "far away");
    page.log("temporal", "first needle");
    page.settle("first needle");
    for (int i = 0; i < 1_100; i++) {
      page.log("postgres", "needle " + i);
    }
    page.settle("needle 1099");
    page.log("temporal", "last needle");
    page.settle("last needle");
    browser.at(page.at("/logs?q=needle&context=2"));
    browser.await(".slot:last-child .text", "last needle"::equals);
    browser.awaitTrue(
        "(() => { document.querySelector('.lines').scrollTop = 0;"
            + " return document.querySelector('.all').offsetHeight >= 1105 * 20"
            + " && document.querySelector('.line .text')?.textContent === 'far away' })()");
    // With the two that say that a run began.
    assertEquals(1_105 * 20, browser.number("document.querySelector('.all').offsetHeight"));
  }

  @Test
  void aLinkLeadsToItsLine(Browser browser) {
    for (int i = 0; i < 2_000; i++) {
      page.log("postgres", "line " + i);
    }
    browser.at(page.at("/logs?q=line+700"));
    browser.await(TEXTS, "line 700"::equals);
    String link = browser.run("return document.querySelector('.line .at').href").toString();
    browser.at(link);
    browser.await(".line.chosen .text", "line 700"::equals);
    // Those about it are drawn as soon as the list has its place.
    browser.awaitTrue(
        "['line 695', 'line 705'].every(text => "
            + "[...document.querySelectorAll('.line .text')].some(each => each.textContent === text))");
  }

  @Test
  void errorsThatWereThereBeforeMyChangeAreNotNew(Browser browser) throws Exception {
    page.log("nebula-worker", "ERROR cannot reach 10.0.0.1");
    page.settle("cannot reach");
    page.publish(new Event.CodeChanged(Instant.now(), "nebula-worker", new Code.Synced(1)));
    page.log("nebula-worker", "ERROR cannot reach 10.0.0.2");
    page.log("nebula-worker", "ERROR undefined is not a function");
    browser.at(page.at("/logs"));
    browser.await(".marker", text -> text.contains("sync") || text.contains("run"));
    browser.press("n");
    browser.awaitTrue("document.querySelectorAll('.line').length === 1");
    assertEquals(List.of("ERROR undefined is not a function"), browser.texts(TEXTS));
  }
}
