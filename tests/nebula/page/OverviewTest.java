package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.ExitCode;
import nebula.model.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All services on one page, found by filter and by keyboard.
@ExtendWith(Chromium.class)
final class OverviewTest {
  private static final String NAMES = "[data-row] .name";

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

  @Test
  void aFilterIsSharedByItsUrl(Browser browser) {
    browser.at(page.at("/"));
    browser.await(".services", text -> text.contains("postgres"));
    browser.type("input[type=search]", "temporal");
    browser.awaitTrue("document.querySelectorAll('[data-row]').length === 2");
    browser.click(".filters .chip");
    browser.awaitTrue("document.querySelectorAll('[data-row]').length === 1");

    String shared = browser.url();
    assertTrue(shared.endsWith("/?q=temporal&state=failing"), shared);
    browser.at("about:blank").at(shared);
    browser.await(NAMES, "temporal-ui"::equals);
    assertEquals(List.of("temporal-ui"), browser.texts(NAMES));
    assertEquals("temporal", browser.run("return document.querySelector('input').value"));
  }

  @Test
  void aServiceIsRestartedByKeyboardAlone(Browser browser) {
    browser.at(page.at("/"));
    browser.await(".services", text -> text.contains("postgres"));
    browser.press("j");
    assertEquals("postgres", browser.run("return document.activeElement.textContent"));
    browser.press("j", "j", "k");
    assertEquals("convex-backend", browser.run("return document.activeElement.textContent"));
    browser.press("r");
    browser.await("#told", "convex-backend restarts"::equals);
    assertEquals(List.of("RESTART convex-backend"), page.asked());

    page.publish(Stack.starting(Instant.now(), "convex-backend", Phase.PROBE, "restarts"));
    browser.await("[data-row=convex-backend] .c-state", "starting"::equals);
    page.publish(Stack.healthy(Instant.now(), "convex-backend"));
    browser.await("[data-row=convex-backend] .c-state", "healthy"::equals);
  }

  @Test
  void everyKeyIsOnTheSheet(Browser browser) {
    browser.at(page.at("/"));
    browser.await(".services", text -> text.contains("postgres"));
    browser.press("?");
    String sheet = browser.await("dialog", text -> text.contains("Keyboard"));
    assertTrue(sheet.contains("restart it") && sheet.contains("this sheet"), sheet);
    browser.press(org.openqa.selenium.Keys.ESCAPE);
    browser.awaitTrue("document.querySelector('dialog') === null");
    browser.press("g", "s");
    browser.await("h1", "Start-up"::equals);
  }

  @Test
  void theSheetGivesTheFocusBackAndNothingIsDoneBehindIt(Browser browser) {
    browser.at(page.at("/"));
    browser.await(".services", text -> text.contains("postgres"));
    browser.press("j", "?");
    browser.await("dialog", text -> text.contains("Keyboard"));
    browser.press("r", "x", org.openqa.selenium.Keys.ESCAPE);
    browser.awaitTrue("document.querySelector('dialog') === null");
    assertEquals("postgres", browser.run("return document.activeElement.textContent"));

    browser.at(page.at("/services/postgres"));
    browser.await("h1", "postgres"::equals);
    browser.press("?");
    browser.await("dialog", text -> text.contains("Keyboard"));
    browser.press("r", "?");
    browser.awaitTrue("document.querySelector('dialog') === null");
    assertEquals(List.of(), page.asked());
    browser.press("x");
    browser.await("#told", "postgres stops"::equals);
    assertEquals(List.of("STOP postgres"), page.asked());
  }

  @Test
  void theTitleTellsARunThatCannotBeReachedFromOneThatEnded(Browser browser) throws Exception {
    try (ShownRun lost = new ShownRun(folder.resolve("lost"), new EventBus(), Stack.idle())) {
      lost.publish(Stack.fine(Instant.now()).toArray(Event[]::new));
      browser.at(lost.at("/"));
      browser.awaitTrue("document.title === '5 healthy · Nebula'");
    }
    browser.awaitTrue("document.title === 'not reachable · Nebula'");
    page.publish(new Event.RunEnded(Instant.now(), ExitCode.HEALTHY));
    browser.at(page.at("/"));
    browser.awaitTrue("document.title === 'run ended · Nebula'");
  }

  @Test
  void rowsAreSortedByWhatIsClicked(Browser browser) {
    browser.at(page.at("/"));
    browser.await(".services", text -> text.contains("postgres"));
    browser.click("thead th:nth-child(1) button");
    browser.awaitTrue("document.querySelector('[data-row]').dataset.row === 'temporal-ui'");
    assertEquals("descending", browser.run("return document.querySelector('th').ariaSort"));
    assertTrue(browser.url().endsWith("?sort=state"), browser.url());
  }

  @Test
  void aNarrowWindowKeepsUsageAndAllActions(Browser browser) throws Exception {
    browser.at(page.at("/"));
    browser.width(1110);
    browser.await("[data-row=postgres] .c-usage", text -> text.contains("70 MB"));
    assertEquals(0, browser.number("document.documentElement.scrollWidth - innerWidth"));
    browser.width(900);
    browser.await("[data-row=postgres] .under", text -> text.contains("70 MB"));
    assertEquals(0, browser.number("document.documentElement.scrollWidth - innerWidth"));
    browser.phone();
    browser.click("[data-row=postgres] .more");
    browser.awaitTrue("document.querySelector('#menu-postgres').checkVisibility()");
    browser.click("#menu-postgres button:nth-child(2)");
    browser.await("#told", "postgres stops"::equals);
    assertEquals(List.of("STOP postgres"), page.asked());
    browser.awaitTrue("!document.querySelector('#menu-postgres').checkVisibility()");
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 640, 900, 1110, 1280, 3840})
  void namesCausesAndPortsOfAnyLengthFitIntoTheWindow(int width, Browser browser) throws Exception {
    try (ShownRun shown = new ShownRun(folder.resolve("long"), new EventBus(), Stack.idle())) {
      shown.publish(Stack.ofLongWords(Instant.now()).toArray(Event[]::new));
      for (String path : List.of("/", "/start")) {
        browser.at(shown.at(path));
        browser.width(width);
        browser.await("main", text -> text.contains("with-a-name"));
        assertEquals(0, browser.number("document.documentElement.scrollWidth - innerWidth"), path);
      }
    }
  }

  /// What is read out is not to be another each second.
  @Test
  void thatTheRunEndedIsReadOutOnce(Browser browser) {
    browser.at(page.at("/"));
    browser.await(".services", text -> text.contains("postgres"));
    page.publish(new Event.RunEnded(Instant.now(), ExitCode.HEALTHY));
    browser.await(".strip", text -> text.contains("1 s ago"));
    assertEquals("The run ended with exit code 0", browser.text("#told"));
    assertEquals(0, browser.number("document.querySelectorAll('[role=status] time').length"));
  }

  @Test
  void whatAServiceSaysIsTextAndNeverMarkup(Browser browser) {
    page.publish(new Event.Notice(Instant.now(), Stack.EVIL));
    browser.at(page.at("/services/temporal-ui"));
    String cause = browser.await(".cause pre", text -> text.contains("panic"));
    assertTrue(cause.contains(Stack.EVIL), cause);
    browser.at(page.at("/"));
    browser.await(".notices", text -> text.contains("<script>"));
    assertEquals(0, browser.number("document.querySelectorAll('main b > *, pre b').length"));
    assertTrue(browser.title().contains("failing"), browser.title());
  }
}
