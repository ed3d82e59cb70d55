package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nebula.event.Event;
import nebula.event.EventBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Everything that is known of one service.
@ExtendWith(Chromium.class)
final class ServiceViewTest {
  @TempDir Path folder;

  @Test
  void everythingThatIsKnownOfAServiceIsOnItsPage(Browser browser) throws Exception {
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle(), Details::of)) {
      page.publish(Stack.withFailing(Instant.now(), "temporal-ui").toArray(Event[]::new));
      page.log("temporal-ui", "its last words");
      browser.at(page.at("/services/temporal-ui"));

      String pod = browser.await(".pod", text -> text.contains("CrashLoopBackOff: back-off 40s"));
      assertTrue(pod.contains("sha256:9f2c4b1e7a33"), pod);
      assertTrue(pod.contains("failing readiness GET :8080/ every 5 s"), pod);
      assertTrue(pod.contains("nothing listens on port 8080, "), pod);
      assertTrue(browser.text(".checks").contains("connection refused"), browser.text(".checks"));
      assertTrue(browser.text(".events").contains("BackOff ×4"), browser.text(".events"));
      browser.await(".tail .text", "its last words"::equals);
      browser.click(".container summary");
      assertEquals("••••••", browser.text(".masked"));
      browser.click(".object summary");
      browser.await(".diff .changed", text -> text.contains("replicas: 2"));
      assertEquals(1, browser.number("document.querySelectorAll('.diff tr.changed').length"));

      browser.run("scrollTo(0, 0)");
      browser.click(".title .actions button:nth-child(2)");
      browser.await("#told", "temporal-ui stops"::equals);
      assertEquals(List.of("STOP temporal-ui"), page.asked());
      assertEquals(List.of(), browser.said());
    }
  }
}
