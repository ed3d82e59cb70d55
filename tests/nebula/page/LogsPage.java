package nebula.page;

import java.nio.file.Path;
import java.time.Instant;
import nebula.event.Event;
import nebula.event.EventBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The logs of a run of the stack that has become healthy a minute ago.
abstract class LogsPage {
  static final String TEXTS = ".line .text";
  static final String FOUND = ".tools.second [role=status]";

  @TempDir Path folder;
  ShownRun page;

  @BeforeEach
  void show() throws InterruptedException {
    page = new ShownRun(folder, new EventBus(), Stack.idle());
    page.publish(Stack.fine(Instant.now().minusSeconds(60)).toArray(Event[]::new));
  }

  @AfterEach
  void end() {
    page.close();
  }
}
