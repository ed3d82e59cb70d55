package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nebula.event.Event;
import nebula.event.FileNotices;
import nebula.event.Snapshot;
import nebula.model.Failure;
import nebula.model.Service;
import nebula.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that change while a run goes on.
final class EditsTest {
  @TempDir Path folder;

  @Test
  void aNewFolderIsANewServiceOfTheRun() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      try (LiveRun run = project.stay()) {
        project.service("new", "low");

        run.follow();

        run.awaitState("new", State.HEALTHY);
        assertEquals(List.of("low", "new"), lines(project));
      }
    }
  }

  @Test
  void aFolderThatIsGoneTakesItsServiceWithIt() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("old", "low")) {
      try (LiveRun run = project.stay()) {
        project.delete("services/old");

        run.follow();

        run.await(() -> project.pods("old").isEmpty());
        assertEquals(List.of("low"), lines(project));
        assertEquals(State.HEALTHY, project.status("low").state());
      }
    }
  }

  @Test
  void aFolderThatComesBackWhileItsServiceGoesIsThereInTheEnd() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("old", "low")) {
      try (LiveRun run = project.stay()) {
        project.delete("services/old");
        run.follow();
        run.await(() -> progressed(project, "old", "stopping"));
        project.service("old", "low");

        run.follow();

        run.await(() -> progressed(project, "old", "stopped"));
        run.await(() -> healthyAgain(project));
        assertEquals(1, project.pods("old").size());
        assertEquals(List.of("low", "old"), lines(project));
      }
    }
  }

  @Test
  void aNewFolderOfAServiceThatRunsInTheClusterAlreadyIsHealthy() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("old", "low")) {
      project.up();
      String pod = project.pod("old");
      project.delete("services/old");
      try (LiveRun run = project.stay()) {
        project.service("old", "low");

        run.follow();

        run.awaitState("old", State.HEALTHY);
        assertEquals(pod, project.pod("old"));
      }
    }
  }

  /// After the service came back.
  private static boolean healthyAgain(RehearsedProject project) {
    List<Event> events = project.events();
    int back = 0;
    for (int at = 0; at < events.size(); at++) {
      back = events.get(at) instanceof Event.ServicesChanged ? at : back;
    }
    return events.subList(back, events.size()).stream()
            .anyMatch(event ->
                event instanceof Event.StatusChanged changed
                    && changed.service().equals("old")
                    && changed.status().healthy())
        && project.status("old").healthy();
  }

  private static boolean progressed(RehearsedProject project, String subject, String text) {
    return project.events().stream()
        .anyMatch(event ->
            event instanceof Event.Progress progress
                && progress.subject().equals(subject)
                && progress.text().equals(text));
  }

  @Test
  void anEditedManifestIsRolledOutAndTheOthersAreNotTouched() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      try (LiveRun run = project.stay()) {
        String low = project.pod("low");
        String high = project.pod("high");
        project.replace("services/low/k8s.yaml", "\"600\"", "\"900\"");

        run.follow();

        run.await(() -> !project.pods("low").contains(low));
        run.awaitState("low", State.HEALTHY);
        assertEquals(high, project.pod("high"));
      }
    }
  }

  @Test
  void checksThatAnEditBringsAreAskedAndThoseItTakesAwayAreNot() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      project.write("services/low/service.yaml", "name: low\n");
      try (LiveRun run = project.stay()) {
        assertEquals(Optional.empty(), run.probe("low"));
        project.append("services/low/service.yaml", "ports: [20001]\nhealth: {http: /}\n");

        run.follow();

        run.await(() -> run.probe("low").isPresent());
        run.awaitState("low", State.HEALTHY);
        project.replace("services/low/service.yaml", "ports: [20001]\nhealth: {http: /}\n", "");

        run.follow();

        assertEquals(Optional.empty(), run.probe("low"));
        assertEquals(State.HEALTHY, project.status("low").state());
      }
    }
  }

  @Test
  void aMistakeInAManifestChangesNothing() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      try (LiveRun run = project.stay()) {
        project.cluster().server().forgetRequests();
        project.replace("services/low/k8s.yaml", "\"600\"", "\"900\"");
        project.replace("services/high/k8s.yaml", "kind: Deployment", "kind: Deploiment");

        Failure failure = assertThrows(Failure.class, run::follow);

        assertTrue(failure.getMessage().contains("high/k8s.yaml:2:7"), failure.getMessage());
        assertEquals(List.of(), project.cluster().server().writes());
      }
    }
  }

  @Test
  void anEditOfTheSettingsIsSaidToBeForTheNextUp() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      try (LiveRun run = project.stay()) {
        run.watch();
        project.service("seen", "low");
        run.awaitState("seen", State.HEALTHY);
        assertTrue(!told(project, FileNotices.SETTINGS_CHANGED));

        project.write("nebula.yaml", "parallelBuilds: 3\n");

        run.await(() -> told(project, FileNotices.SETTINGS_CHANGED));
      }
    }
  }

  @Test
  void filesAreFollowedWhileTheRunGoesOnAndAMistakeIsTold() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      try (LiveRun run = project.stay()) {
        run.watch();
        project.write("services/new/service.yaml", "name: new\ndependson: [low]\n");
        run.await(() -> told(project, "services/new/service.yaml:2:1: unknown key 'dependson'"));
        assertEquals(List.of("low"), lines(project));

        project.service("new", "low");

        run.awaitState("new", State.HEALTHY);
        assertEquals(List.of("low", "new"), lines(project));
        run.await(() -> told(project, FileNotices.RIGHT_AGAIN));
      }
    }
  }

  @Test
  void aFolderThatWasJustMadeIsNoMistakeYet() throws Exception {
    try (var project = new RehearsedProject(folder).service("low")) {
      Files.createDirectories(folder.resolve("services/new"));
      assertEquals(
          List.of("low"),
          project.planWhileEdited().services().stream().map(Service::name).toList());

      project.write("services/new/k8s.yaml", "");

      Failure mistake = assertThrows(Failure.class, project::planWhileEdited);
      assertTrue(mistake.getMessage().contains("no service.yaml"), mistake.getMessage());
    }
  }

  private static boolean told(RehearsedProject project, String text) {
    return project.events().stream()
        .anyMatch(event -> event instanceof Event.Notice notice && notice.text().contains(text));
  }

  private static List<String> lines(RehearsedProject project) {
    Snapshot snapshot = Snapshot.empty();
    for (var event : project.events()) {
      snapshot = snapshot.after(event);
    }
    return snapshot.lines().stream().map(line -> line.service().name()).toList();
  }
}
