package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import nebula.event.Event;
import nebula.event.EventBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The file of a bug report, opened by somebody who has no run.
@ExtendWith(Chromium.class)
final class SavedRunTest {
  @TempDir Path folder;

  @Test
  void itAsksNobodyForAnythingAndFitsAPhone(Browser browser) throws Exception {
    Path file = folder.resolve("saved.html");
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle())) {
      page.publish(Stack.withFailing(Instant.now(), "temporal-ui").toArray(Event[]::new));
      try (InputStream in = URI.create(page.at("/api/snapshot.html")).toURL().openStream()) {
        Files.write(file, in.readAllBytes());
      }
    }
    browser.at(file.toUri().toString());
    browser.width(360);
    browser.await(".services", text -> text.contains("temporal-ui"));
    assertEquals(0, browser.number("performance.getEntriesByType('resource').length"));
    assertEquals(0, browser.number("document.documentElement.scrollWidth - innerWidth"));
    assertEquals(List.of(), browser.said());
  }
}
