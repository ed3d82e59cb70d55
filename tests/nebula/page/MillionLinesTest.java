package nebula.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import nebula.event.Event;
import nebula.event.EventBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A million lines are a scroll bar like any other.
@ExtendWith(Chromium.class)
final class MillionLinesTest {
  private static final int LINES = 1_000_000;
  private static final int AT_ONCE = 50_000;
  private static final int ROW = 20;

  @TempDir Path folder;

  @Test
  void aMillionLinesAreScrolled(Browser browser) throws Exception {
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle())) {
      page.publish(Stack.fine(Instant.now()).toArray(Event[]::new));
      for (int begin = 0; begin < LINES; begin += AT_ONCE) {
        for (int line = begin; line < begin + AT_ONCE; line++) {
          page.log("postgres", "line " + line + " checkpoint complete");
        }
        page.settle("line " + (begin + AT_ONCE - 1) + " ");
      }

      browser.at(page.at("/logs?services=postgres"));
      browser.await(".slot:last-child .text", text -> text.startsWith("line 999999 "));
      browser.run("document.querySelector('.lines').scrollTop = 0");
      browser.await(".line .text", text -> text.startsWith("line 0 "));
      for (int line = 100_000; line < LINES; line += 300_000) {
        browser.run("document.querySelector('.lines').scrollTop = arguments[0]", line * ROW);
        int wanted = line;
        browser.await(".slot:nth-child(15) .text", text -> near(text, wanted));
      }
      double rows = browser.number("document.querySelectorAll('.slot').length");
      assertTrue(rows < 200, rows + " rows are in the page");
      double megabytes = browser.number("performance.memory.usedJSHeapSize / 1e6");
      assertTrue(megabytes < 100, "the page takes " + megabytes + " MB");
    }
  }

  /// A few markers stand between the lines.
  private static boolean near(String text, int wanted) {
    String[] words = text.split(" ");
    return words.length > 1 && Math.abs(Integer.parseInt(words[1]) - wanted) < 100;
  }
}
