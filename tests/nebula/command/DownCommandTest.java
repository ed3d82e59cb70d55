package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nebula.event.EventBus;
import nebula.kube.KubeOnPaper;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `down` beside a run that goes on.
@Timeout(30)
class DownCommandTest {
  @TempDir Path state;

  private final Installed kube = new Installed();
  private final StringWriter said = new StringWriter();

  @Test
  void aNameThatNobodyKnowsTouchesNothing() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "desktop")) {
      run.healthy("postgres");
      DownCommand down = down("postgres", "postgers");
      Failure failure = assertThrows(Failure.class, () -> stop(down, run));
      assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
      assertEquals(
          "not in the cluster: postgers; there are postgres, temporal, desktop",
          failure.getMessage());
      assertEquals(List.of(), List.copyOf(run.asked));
      assertEquals(List.of(), kube.deleted);
    }
  }

  @Test
  void aLossOfDataThatNobodyCanAgreeToTouchesNothing() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres")) {
      DownCommand down = down("--volumes");
      assertThrows(Failure.class, () -> stop(down, run));
      assertTrue(said.toString().contains("data of postgres (claim data)"), said.toString());
      assertEquals(List.of(), List.copyOf(run.asked));
      assertEquals(List.of(), kube.deleted);
    }
  }

  @Test
  void agreedTheRunEndsBeforeItsServices() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres")) {
      stop(down("--volumes", "--yes"), run);
      assertEquals(List.of("END"), List.copyOf(run.asked));
      assertEquals(
          List.of("postgres DATA", "temporal DATA"), kube.deleted.stream().sorted().toList());
    }
  }

  @Test
  void aProcessOfThisMachineIsStoppedInTheRunAlone() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "desktop")) {
      run.healthy("desktop");
      stop(down("desktop"), run);
      assertEquals(List.of("STOP desktop"), List.copyOf(run.asked));
      assertEquals(List.of(), kube.deleted);
      assertTrue(said.toString().contains("stopped desktop"), said.toString());
    }
  }

  private DownCommand down(String... arguments) {
    DownCommand down = new DownCommand();
    CommandLine line = new CommandLine(down);
    line.setOut(new PrintWriter(said));
    line.parseArgs(arguments);
    return down;
  }

  private void stop(DownCommand down, RunOnPaper run) throws InterruptedException {
    down.stop(kube, new EventBus(), Optional.of(run.attachment()));
  }

  private static final class Installed extends KubeOnPaper {
    final List<String> deleted = Collections.synchronizedList(new ArrayList<>());

    @Override
    public List<String> installed() {
      return List.of("postgres", "temporal");
    }

    @Override
    public List<String> claims(String service) {
      return service.equals("postgres") ? List.of("data") : List.of();
    }

    @Override
    public void delete(String service, Removal removal) {
      deleted.add(service + " " + removal);
    }

    @Override
    public void close() {}
  }
}
