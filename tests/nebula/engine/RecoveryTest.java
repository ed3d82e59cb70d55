package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nebula.event.Controls.Action;
import nebula.image.ImageUnavailable;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be done for one service is its own trouble, and is tried again.
final class RecoveryTest {
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String LOW = "/apis/apps/v1/namespaces/default/deployments/low";
  private static final String FORBIDDEN =
      """
      {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
       "message":"configmaps is forbidden: User \"dev\" cannot list resource"}
      """;

  @TempDir Path folder;

  @Test
  void whatTheServerForbidsIsTheCauseOfThatServiceAloneUntilItIsAllowed()
      throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low").service("other")) {
      try (LiveRun run = project.stay()) {
        project.cluster().server().answer(CONFIG_MAPS, 403, FORBIDDEN);
        project.append(
            "services/low/k8s.yaml",
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: low}\ndata: {a: b}\n");

        run.follow();

        run.awaitState("low", State.FAILING);
        Cause cause = project.status("low").cause().orElseThrow();
        assertEquals(Cause.Kind.REFUSED, cause.kind());
        assertTrue(cause.what().contains("Forbidden (" + CONFIG_MAPS), cause.what());
        assertTrue(cause.mend().orElseThrow().contains("kubectl auth can-i"), cause.toString());
        assertEquals(State.HEALTHY, project.status("other").state());
        run.throwIfEnded();

        project.cluster().server().answerAgain(CONFIG_MAPS);

        run.await(() -> project.cluster().server().get("ConfigMap", "default", "low").isPresent());
        run.awaitState("low", State.HEALTHY);
      }
    }
  }

  @Test
  void aRestartThatIsRefusedIsTheCauseOfThatServiceAndIsTriedAgain() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      try (LiveRun run = project.stay()) {
        String before = project.pod("low");
        project.cluster().server().answer(LOW, 403, FORBIDDEN);

        run.controls().ask(Action.RESTART, "low");

        run.awaitState("low", State.FAILING);
        run.throwIfEnded();
        project.cluster().server().answerAgain(LOW);
        run.await(() -> !project.pods("low").contains(before));
        run.awaitState("low", State.HEALTHY);
      }
    }
  }

  @Test
  void aStopThatIsRefusedIsNotSaidToBeDone() throws InterruptedException {
    try (var project = new RehearsedProject(folder).service("low")) {
      try (LiveRun run = project.stay()) {
        project.cluster().server().answer(LOW, 403, FORBIDDEN);

        run.controls().ask(Action.STOP, "low");

        run.awaitState("low", State.FAILING);
        run.throwIfEnded();
        project.cluster().server().answerAgain(LOW);
        run.awaitState("low", State.STOPPED);
        run.await(() -> project.pods("low").isEmpty());
      }
    }
  }

  @Test
  void anImageThatCouldNotBePulledIsPulledWhenTheNetworkIsBack() throws InterruptedException {
    AtomicBoolean network = new AtomicBoolean();
    AtomicInteger tries = new AtomicInteger();
    try (var project = new RehearsedProject(folder).service("low")) {
      project.imagesFrom(image -> {
        tries.incrementAndGet();
        if (!network.get()) {
          throw new ImageUnavailable(Cause.of(Cause.Kind.IMAGE, "no network for " + image, "mend"));
        }
      });
      assertEquals(ExitCode.SERVICE_FAILED, project.up());
      int before = tries.get();

      try (LiveRun run = project.begin()) {
        run.awaitState("low", State.FAILING);
        run.await(() -> tries.get() > before + 2);
        network.set(true);

        run.awaitState("low", State.HEALTHY);
      }
    }
  }

  @Test
  void dockerThatDoesNotAnswerEndsNoRunThatGoesOn() throws InterruptedException {
    AtomicBoolean answers = new AtomicBoolean();
    try (var project = new RehearsedProject(folder).service("low")) {
      project.imagesFrom(_ -> {
        if (!answers.get()) {
          throw Failure.machineLacks("Docker does not answer", "start it");
        }
      });
      try (LiveRun run = project.begin()) {
        run.awaitState("low", State.FAILING);
        run.throwIfEnded();
        answers.set(true);

        run.awaitState("low", State.HEALTHY);
      }
    }
  }

  @Test
  void gapsGrowUpToAMinute() {
    Duration gap = Retries.CALM.first();
    assertEquals(Duration.ofSeconds(10), gap);
    gap = Retries.CALM.next(Retries.CALM.next(gap));
    assertEquals(Duration.ofSeconds(40), gap);
    assertEquals(Duration.ofMinutes(1), Retries.CALM.next(gap));
  }
}
