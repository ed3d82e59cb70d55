package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Connections that break off and come back.
@ExtendWith(Chromium.class)
final class LogsCutTest extends LogsPage {
  private static final int LINES = 2_000;

  @Test
  void whatCouldNotBeReadIsReadWhenTheRunAnswersAgain(Browser browser) throws Exception {
    for (int i = 0; i < LINES; i++) {
      page.log("postgres", "line " + i);
    }
    page.settle("line " + (LINES - 1));
    browser.at(page.at("/logs?services=postgres"));
    browser.await(".slot:last-child .text", ("line " + (LINES - 1))::equals);
    browser.offline(true);
    try {
      browser.run("document.querySelector('.lines').scrollTop = 0");
      browser.await(".strip", text -> text.startsWith("The run does not answer"));
      browser.offline(false);
      browser.await(TEXTS, "line 0"::equals);
      browser.awaitTrue("document.querySelector('.log-page .strip') === null");

      browser.offline(true);
      browser.type("input[type=search]", "line 7");
      browser.await(".strip", text -> text.startsWith("The run does not answer"));
      assertEquals("", browser.text(".empty"));
    } finally {
      browser.offline(false);
    }
    browser.await(TEXTS, "line 7"::equals);
    browser.await(FOUND, text -> text.startsWith("111 matches in"));
    browser.awaitTrue("document.querySelector('.log-page .strip') === null");
  }
}
