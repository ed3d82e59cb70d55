package nebula.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nebula.engine.RehearsedProject;
import nebula.engine.Run;
import nebula.model.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees of a start, on a cluster inside the test.
@ExtendWith(Chromium.class)
final class FirstMinuteTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void theFirstStartIsWatchedToGreen(Browser browser) throws Exception {
    try (var project = stack(new RehearsedProject(folder));
        Run run = project.run();
        ShownRun page = new ShownRun(folder, project.bus(), run.controls())) {
      browser.at(page.at("/graph"));
      run.start();
      assertEquals(ExitCode.HEALTHY, run.awaitOutcome(LIMIT));

      browser.await(".graph", text -> text.contains("high"));
      browser.awaitTrue("document.querySelectorAll('.node.healthy').length === 3");
      assertEquals(3, browser.number("document.querySelectorAll('path.edge.open').length"));
      browser.awaitTrue("document.title.startsWith('3 healthy')");
      browser.click(".bar nav a[href='/']");
      browser.await(".summary", text -> text.startsWith("All 3 healthy after"));
      browser.click(".bar nav a[href='/start']");
      browser.await(".sub", text -> text.contains("Critical path: low → middle → high"));
      assertTrue(browser.number("document.querySelectorAll('tr.critical .lane rect').length") >= 3);
      assertEquals(List.of(), browser.said());
    }
  }

  @Test
  void aFailingServiceIsFoundAndItsCauseRead(Browser browser) throws Exception {
    try (var project = stack(new RehearsedProject(folder, "middle=crash"));
        Run run = project.run();
        ShownRun page = new ShownRun(folder, project.bus(), run.controls())) {
      browser.at(page.at("/"));
      run.start();

      String cause = browser.await(".attention", text -> text.contains("middle"));
      assertTrue(cause.contains("exit code 1"), cause);
      assertTrue(cause.contains("held up: high"), cause);
      browser.awaitTrue("document.title.startsWith('(1) 1 failing')");
      browser.click(".attention h2 a");
      browser.await("h1", "middle"::equals);
      String open = browser.text(".cause pre");
      assertTrue(!open.isBlank(), "the last lines are open on the service's own page");
      browser.click(".bar nav a[href='/graph']");
      browser.awaitTrue("document.querySelectorAll('path.edge.blocked').length === 1");
    }
  }

  private static RehearsedProject stack(RehearsedProject project) {
    return project.service("low").service("middle", "low").service("high", "middle", "low");
  }
}
