package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import nebula.event.Controls.Action;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.Failure;
import nebula.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person asks of the services of a run that goes on.
final class ControlsTest {
  @TempDir Path folder;

  @Test
  void aRestartedServiceGetsNewPodsAndTheOthersKeepTheirs() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      try (LiveRun run = project.stay()) {
        String low = project.pod("low");
        String high = project.pod("high");

        run.controls().ask(Action.RESTART, "low");

        run.await(() -> !project.pods("low").contains(low));
        run.awaitState("low", State.HEALTHY);
        assertEquals(high, project.pod("high"));
      }
    }
  }

  @Test
  void dependentsOfARestartedServiceAreToldAndOnlyThoseThatWantToRestartWithIt()
      throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      project.service("follower", "low");
      project.append("services/follower/service.yaml", "restartWith: [low]\n");
      try (LiveRun run = project.stay()) {
        String follower = project.pod("follower");
        String high = project.pod("high");

        run.controls().ask(Action.RESTART, "low");

        run.await(() -> !project.pods("follower").contains(follower));
        run.awaitState("follower", State.HEALTHY);
        assertEquals(high, project.pod("high"));
        assertTrue(
            notices(project)
                .contains(
                    "low restarts; depending on it: follower (restarts with it, once it is healthy), high"),
            notices(project).toString());
      }
    }
  }

  @Test
  void aServiceRestartsWithOneThatIsRolledOutAndOneThatIsStartedAgain()
      throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("follower", "low")) {
      project.append("services/follower/service.yaml", "restartWith: [low]\n");
      try (LiveRun run = project.stay()) {
        String first = project.pod("follower");
        project.replace("services/low/k8s.yaml", "\"600\"", "\"900\"");
        run.follow();
        run.await(() -> isOneOther(project.pods("follower"), first));

        run.controls().ask(Action.STOP, "low");
        run.awaitState("low", State.STOPPED);
        run.await(() -> project.pods("low").isEmpty());
        String second = project.pod("follower");
        run.controls().ask(Action.START, "low");

        run.await(() -> !project.pods("follower").contains(second));
        run.awaitState("low", State.HEALTHY);
      }
    }
  }

  @Test
  void whatFailsForLackOfAStoppedServiceNamesItUntilItIsBack() throws InterruptedException {
    try (var project = new RehearsedProject(folder, "high=crash")) {
      project.service("low").service("high", "low");
      try (LiveRun run = project.begin()) {
        run.awaitState("high", State.FAILING);
        assertFalse(cause(project, "high").contains("low"), cause(project, "high"));

        run.controls().ask(Action.STOP, "low");
        run.await(() -> cause(project, "high").startsWith("it needs low, which is stopped; "));

        run.controls().ask(Action.START, "low");
        run.await(() -> !cause(project, "high").contains("low"));
      }
    }
  }

  @Test
  void aStoppedServiceIsStoppedUntilItIsStartedAgain() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      try (LiveRun run = project.stay()) {
        run.controls().ask(Action.STOP, "low");
        run.awaitState("low", State.STOPPED);
        run.await(() -> project.pods("low").isEmpty());
        assertEquals(List.of(Action.START), run.controls().possible("low"));
        assertEquals(State.HEALTHY, project.status("high").state());

        run.controls().ask(Action.START, "low");
        run.awaitState("low", State.HEALTHY);
        assertEquals(1, project.pods("low").size());
      }
    }
  }

  @Test
  void aSavedFileBringsNothingOfAStoppedServiceBack() throws InterruptedException {
    try (var project = new RehearsedProject(folder).built("web")) {
      try (LiveRun run = project.stay()) {
        run.controls().ask(Action.STOP, "web");
        run.awaitState("web", State.STOPPED);
        run.await(() -> project.pods("web").isEmpty());
        int builds = builds(project);

        project.write("apps/web/Dockerfile", "FROM busybox:1.37\n");

        run.await(() ->
            notices(project)
                .contains("web: its image is built when it starts: Dockerfile has changed"));
        assertEquals(builds, builds(project));
        run.controls().ask(Action.START, "web");
        run.awaitState("web", State.HEALTHY);
        assertEquals(builds + 1, builds(project));
      }
    }
  }

  @Test
  void whatCannotBeAskedIsRefusedWithWhatCan() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      try (LiveRun run = project.stay()) {
        assertEquals(
            "this run has no service 'lwo'; did you mean 'low'?", refusal(run, Action.STOP, "lwo"));
        assertEquals(
            "'low' is not built here; it can: restart, stop", refusal(run, Action.REBUILD, "low"));
        assertEquals(
            "'low' is started already; it can: restart, stop", refusal(run, Action.START, "low"));
      }
    }
  }

  private static boolean isOneOther(List<String> pods, String pod) {
    return pods.size() == 1 && !pods.contains(pod);
  }

  private static int builds(RehearsedProject project) {
    return (int)
        project.events().stream()
            .filter(event ->
                event instanceof Event.Progress progress
                    && progress.subject().startsWith("build ")
                    && progress.done())
            .count();
  }

  private static String cause(RehearsedProject project, String service) {
    return project.status(service).cause().map(Cause::what).orElse("");
  }

  private static String refusal(LiveRun run, Action action, String service) {
    Failure failure = assertThrows(Failure.class, () -> run.controls().ask(action, service));
    return failure.problems().getFirst().line();
  }

  private static List<String> notices(RehearsedProject project) {
    return project.events().stream()
        .filter(Event.Notice.class::isInstance)
        .map(event -> ((Event.Notice) event).text())
        .toList();
  }
}
