package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Lines that programs write and nobody plans for.
@ExtendWith(Chromium.class)
final class OddLinesTest extends LogsPage {
  private static final String ROW_HEIGHT = "document.querySelector('.lv-error').offsetHeight";
  private static final int LONGEST_LINE = 64_000;

  @Test
  void aStackTraceInAJsonLineIsOneRowUntilLinesAreWrapped(Browser browser) {
    page.log(
        "postgres", "{\"level\":\"error\",\"msg\":\"boom\",\"stack\":\"Error\\n  at a\\n  at b\"}");
    page.log("postgres", "below it");
    browser.at(page.at("/logs?services=postgres"));
    browser.await(".slot:last-child .text", "below it"::equals);
    assertEquals(20, browser.number(ROW_HEIGHT));
    assertEquals("▸boom stack=Error at a at b", browser.text(".lv-error .text").strip());
    browser.press("w");
    browser.awaitTrue(ROW_HEIGHT + " === 60");
  }

  @Test
  void aLineWithNothingButItsLevelIsShownAsItWasWritten(Browser browser) {
    page.log("postgres", "{\"level\":\"info\"}");
    page.log("postgres", "{\"level\":\"warn\",\"cause\":{}}");
    browser.at(page.at("/logs?services=postgres"));
    browser.await(".lv-info .text", "{\"level\":\"info\"}"::equals);
    browser.await(".lv-warn .text", "▸cause={}"::equals);
  }

  /// The page stood still for five seconds, once for each such line.
  @Test
  void aWordAsLongAsALineCanBeIsReadAtOnce(Browser browser) {
    browser.at(page.at("/logs"));
    String took =
        "const {structure} = await import('/page/app/logs/fields.js');"
            + " const began = performance.now(); structure('A'.repeat(arguments[0]));"
            + " return performance.now() - began";
    double millis = ((Number) browser.run(asynchronous(took), LONGEST_LINE)).doubleValue();
    assertTrue(millis < 500, millis + " ms");
  }

  private static String asynchronous(String script) {
    return "return (async function() {" + script + "}).apply(null, arguments)";
  }

  @Test
  void coloursWithColonsAreThoseThatAreMeant(Browser browser) {
    page.log("postgres", "\u001b[38:2::255:0:0mred\u001b[m");
    page.log("postgres", "\u001b[38;2;255;0;0mred\u001b[m");
    page.log("postgres", "\u001b[38:2:255:0:0mred\u001b[m");
    page.log("postgres", "\u001b[4:3mcurly\u001b[m");
    page.log("postgres", "\u001b[58;5;1munder\u001b[m the end");
    browser.at(page.at("/logs?services=postgres"));
    browser.await(".slot:last-child .text", "under the end"::equals);
    assertEquals(
        1,
        browser.number(
            "new Set([...document.querySelectorAll('.text .fore')].map(each =>"
                + " getComputedStyle(each).color)).size"));
    assertEquals(3, browser.number("document.querySelectorAll('.text .fore').length"));
    assertEquals("curly", browser.text(".text .underline"));
    assertEquals(
        0, browser.number("document.querySelectorAll('.text :is(.italic, .bold)').length"));
  }
}
