package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.openqa.selenium.Keys;

/// A terminal in a container, on the page of its service.
@ExtendWith(Chromium.class)
final class TerminalViewTest {
  private static final String SHOWN =
      "[...document.querySelectorAll('.xterm-accessibility-tree > div')]"
          + ".map(row => row.textContent).join('\\n')";

  /// The colour of a place where nothing is written.
  private static final String CELL =
      "(canvas => [...canvas.getContext('2d').getImageData(canvas.width - 9, 9, 1, 1).data].join())"
          + "(document.querySelector('.xterm-text-layer'))";

  @TempDir Path folder;
  private ShownRun page;

  @BeforeEach
  void show() throws InterruptedException {
    page = new ShownRun(folder, new EventBus(), Stack.idle(), Details::running);
    page.publish(Stack.fine(Instant.now()).toArray(Event[]::new));
  }

  @AfterEach
  void end() {
    page.close();
  }

  @Test
  void whatIsTypedIsAnsweredAndTheKeyboardFindsInAndOut(Browser browser) {
    browser.at(page.at("/services/postgres"));
    browser.await("#terminal-open", "Open terminal"::equals);
    String libraries =
        "performance.getEntriesByType('resource').filter(each => each.name.includes('xterm')).length";
    assertEquals(0, browser.number(libraries), "read before it is wanted");

    browser.press("o");
    awaitShown(browser, "$");
    browser.press("hello", Keys.ENTER, "ä?", Keys.ENTER);
    awaitShown(browser, "you typed hello");
    awaitShown(browser, "you typed ä?");
    assertEquals(3, browser.number(libraries));

    browser.pressWith(Keys.ENTER, Keys.CONTROL, Keys.SHIFT);
    assertEquals("Close terminal", browser.run("return document.activeElement.textContent"));
    browser.press(Keys.ENTER);
    browser.awaitTrue("!document.querySelector('.shell')");
    assertEquals("terminal-open", browser.run("return document.activeElement.id"));
    awaitEnds(List.of("it was closed here"));
    // A hint on how the canvas might be read quicker is not a complaint.
    List<String> complaints =
        browser.said().stream().filter(line -> !line.contains("willReadFrequently")).toList();
    assertEquals(List.of(), complaints, "the page's policy stands as it is");
  }

  @Test
  void theEndOfTheShellIsSaidAndAnotherCanBeOpened(Browser browser) {
    browser.at(page.at("/services/postgres"));
    browser.await("#terminal-open", "Open terminal"::equals);
    browser.click("#terminal-open");
    awaitShown(browser, "$");
    browser.press("exit", Keys.ENTER);
    browser.await(".shell-state", "the shell ended with exit code 0"::equals);
    browser.click(".shell-top button");
    // The ended one shows a prompt too, as long as it is there.
    browser.await(".shell-state", text -> text.endsWith("leaves it"));
    awaitShown(browser, "$");
    browser.press("again", Keys.ENTER);
    awaitShown(browser, "you typed again");
    browser.at(page.at("/"));
    awaitEnds(List.of("the shell ended with exit code 0", "it was closed here"));
  }

  @Test
  void itIsReadableInBothThemesAndOnAPhone(Browser browser) {
    browser.scheme(Browser.Scheme.LIGHT);
    browser.at(page.at("/services/postgres"));
    browser.await("#terminal-open", "Open terminal"::equals);
    browser.click("#terminal-open");
    awaitShown(browser, "$");
    assertEquals(List.of(), Contrast.tooLow(browser));
    browser.awaitTrue(CELL + " === '255,255,255,255'");
    browser.scheme(Browser.Scheme.DARK);
    browser.awaitTrue(CELL + " === '22,26,32,255'");
    assertEquals(List.of(), Contrast.tooLow(browser));
    browser.scheme(Browser.Scheme.LIGHT);

    browser.press("x".repeat(150));
    awaitShown(browser, "xxxxx");
    browser.phone();
    browser.awaitTrue(
        "document.querySelector('.xterm-screen').offsetWidth"
            + " <= document.querySelector('.shell-box').clientWidth");
    double wider = browser.number("document.documentElement.scrollWidth - innerWidth");
    assertTrue(wider <= 0, wider + " px wider than the phone");
    browser.click(".shell-keys button:nth-child(2)");
    browser.press("x", Keys.ENTER);
    awaitShown(browser, "you typed");
    assertEquals(0, browser.number("document.querySelector('.xterm').scrollLeft"), "cut off");
  }

  private static void awaitShown(Browser browser, String text) {
    browser.awaitTrue(SHOWN + ".includes('" + text + "')");
  }

  private void awaitEnds(List<String> ends) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!page.shells.ends().equals(ends)) {
      assertTrue(System.nanoTime() < deadline, page.shells.ends().toString());
      Thread.onSpinWait();
    }
  }
}
