package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import nebula.event.Controls.Action;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process of this machine among the services of a run.
final class LocalServiceTest {
  @TempDir Path folder;

  /// A time that no other process of this machine sleeps for.
  private final int seconds = ThreadLocalRandom.current().nextInt(100_000, 1_000_000);

  @Test
  void itStartsAfterWhatItNeedsStopsAndStartsAgainAndEndsWithTheRun() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      project.write("services/page/service.yaml", local("echo ready; exec sleep " + seconds));
      try (LiveRun run = project.stay()) {
        run.await(() -> wrote(project, "page", "ready"));
        assertEquals(1, sleeping());

        run.controls().ask(Action.STOP, "page");
        run.awaitState("page", State.STOPPED);
        assertEquals(0, sleeping());

        run.controls().ask(Action.START, "page");
        run.awaitState("page", State.HEALTHY);
        assertEquals(1, sleeping());
      }
      assertEquals(0, sleeping());
    }
  }

  @Test
  void anEditDoesNotStartWhatAPersonHasStopped() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      project.write("services/page/service.yaml", local("echo ready; exec sleep " + seconds));
      try (LiveRun run = project.stay()) {
        run.controls().ask(Action.STOP, "page");
        run.awaitState("page", State.STOPPED);
        project.write("services/page/service.yaml", local("echo anew; exec sleep " + seconds));
        project.service("later", "low");

        run.follow();

        run.awaitState("later", State.HEALTHY);
        assertEquals(State.STOPPED, project.status("page").state());
        assertEquals(0, sleeping());
        run.controls().ask(Action.START, "page");
        run.await(() -> wrote(project, "page", "anew"));
      }
    }
  }

  @Test
  void oneThatCrashesFailsWithItsLastLines() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      project.write("services/page/service.yaml", local("echo no such port; exit 3"));
      assertEquals(ExitCode.SERVICE_FAILED, project.up());
      Status status = project.status("page");
      assertEquals(Cause.Kind.CRASH, status.cause().orElseThrow().kind());
      assertTrue(status.cause().get().what().contains("exit code 3"), status.toString());
      assertTrue(status.cause().get().details().contains("no such port"), status.toString());
    }
  }

  @Test
  void oneThatThisMachineCannotHaveIsSkippedAndFailsNothing() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      project.write(
          "services/page/service.yaml",
          "name: page\nlocal: {run: sleep 1, needs: [no-such-program-here]}\n");
      assertEquals(ExitCode.HEALTHY, project.up());
      Status status = project.status("page");
      assertEquals(State.SKIPPED, status.state());
      assertTrue(
          status.cause().orElseThrow().what().contains("no-such-program-here"), status.toString());
    }
  }

  private String local(String script) {
    return "name: page\ndependsOn: [low]\nlocal: {run: [sh, -c, \"%s\"]}\n".formatted(script);
  }

  /// Of the processes that these tests start, those that live.
  private long sleeping() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds))
        .count();
  }

  private static boolean wrote(RehearsedProject project, String service, String text) {
    return project.events().stream()
        .anyMatch(event ->
            event instanceof Event.LogLine line
                && line.service().equals(service)
                && line.text().equals(text));
  }
}
