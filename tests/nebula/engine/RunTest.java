package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs on a cluster inside the test.
final class RunTest {
  @TempDir Path folder;

  @Test
  void everyServiceIsAppliedAfterWhatItDependsOnIsHealthy() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      assertEquals(ExitCode.HEALTHY, project.up());

      assertEquals(State.HEALTHY, project.status("low").state());
      assertEquals(State.HEALTHY, project.status("high").state());
      Instant lowHealthy = firstWith(project, "low", State.HEALTHY);
      Instant highCreated =
          Instant.parse(
              project
                  .cluster()
                  .server()
                  .get("Deployment", "default", "high")
                  .orElseThrow()
                  .path("metadata")
                  .path("creationTimestamp")
                  .asString());
      // Kubernetes cuts its times off to whole seconds.
      assertTrue(!highCreated.plusSeconds(1).isBefore(lowHealthy), highCreated + " " + lowHealthy);
      assertTrue(indexOfApply(project, "high") > indexOfApply(project, "low"));
    }
  }

  @Test
  void aSecondRunSendsNothing() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      assertEquals(ExitCode.HEALTHY, project.up());
      project.cluster().server().forgetRequests();

      assertEquals(ExitCode.HEALTHY, project.up());

      assertEquals(List.of(), project.cluster().server().writes());
    }
  }

  @Test
  void aChangedManifestIsRolledOutAndNothingElse() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("high", "low")) {
      assertEquals(ExitCode.HEALTHY, project.up());
      project.cluster().server().forgetRequests();
      project.write(
          "services/high/k8s.yaml",
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: high}
          spec:
            selector: {matchLabels: {app: high}}
            template:
              metadata: {labels: {app: high}}
              spec:
                containers: [{name: main, image: "busybox:1.36", command: [sleep, "900"]}]
          """);

      assertEquals(ExitCode.HEALTHY, project.up());

      String writes = project.cluster().server().writes().toString();
      assertTrue(writes.contains("/deployments/high"), writes);
      assertTrue(!writes.contains("/deployments/low"), writes);
    }
  }

  @Test
  void aServiceThatCrashesEndsTheWaitAndHoldsUpItsDependents() throws InterruptedException {
    try (var project =
        new RehearsedProject(folder, "low=crash").service("low").service("high", "low")) {
      assertEquals(ExitCode.SERVICE_FAILED, project.up());

      assertEquals(Cause.Kind.CRASH, project.status("low").cause().orElseThrow().kind());
      assertTrue(!project.status("low").cause().orElseThrow().details().isEmpty());
      assertEquals(State.STARTING, project.status("high").state());
      assertTrue(project.cluster().server().get("Deployment", "default", "high").isEmpty());
    }
  }

  @Test
  void aRefusedManifestEndsTheWaitWithTheServersReason() throws InterruptedException {
    try (var project = new RehearsedProject(folder, "low=refused").service("low")) {
      assertEquals(ExitCode.SERVICE_FAILED, project.up());
      assertEquals(Cause.Kind.REFUSED, project.status("low").cause().orElseThrow().kind());
    }
  }

  @Test
  void whatIsStillStartingWhenTheTimeIsOverIsTimedOut() throws InterruptedException {
    try (var project = new RehearsedProject(folder, "low=claim").service("low").service("slow")) {
      project.write("services/slow/service.yaml", "name: slow\ndependsOn: [low]\n");
      project.write("services/low/service.yaml", "name: low\ndependsOn: []\n");
      assertEquals(ExitCode.TIMED_OUT, project.up(Duration.ofMillis(1), "slow"));
    }
  }

  @Test
  void aSubsetBringsOnlyWhatItNeeds() throws InterruptedException {
    try (var project =
        new RehearsedProject(folder).service("low").service("high", "low").service("other")) {
      assertEquals(ExitCode.HEALTHY, project.up("high"));
      assertEquals(2, project.cluster().server().all("Deployment").size());
    }
  }

  private static Instant firstWith(RehearsedProject project, String service, State state) {
    for (Event event : project.events()) {
      if (event instanceof Event.StatusChanged changed
          && changed.service().equals(service)
          && changed.status().state() == state) {
        return changed.at();
      }
    }
    throw new AssertionError(service + " was never " + state);
  }

  private static int indexOfApply(RehearsedProject project, String service) {
    var writes = project.cluster().server().writes();
    for (int index = 0; index < writes.size(); index++) {
      if (writes.get(index).toString().contains("/deployments/" + service)) {
        return index;
      }
    }
    throw new AssertionError(service + " was not applied");
  }
}
