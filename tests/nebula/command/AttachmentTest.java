package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a second `up` makes of a run that goes on.
@Timeout(30)
class AttachmentTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path state;

  @Test
  void aRunOfAFewServicesIsNotTheRunOfAll() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres")) {
      Failure failure =
          assertThrows(
              Failure.class,
              () -> run.attachment().mustHave(List.of("postgres", "temporal", "web")));
      assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
      assertEquals(
          "a run goes on (process %d) that was started without temporal, web; end it (Ctrl-C in its terminal, or ./jbang down.java), then up again"
              .formatted(ProcessHandle.current().pid()),
          failure.getMessage());
    }
  }

  @Test
  void aServiceOfWhichNothingCanBeAskedIsInTheRunAllTheSame() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "desktop")) {
      run.healthy("postgres");
      run.skipped("desktop");
      assertEquals(List.of(), run.attachment().lacks(List.of("postgres", "desktop")));
    }
  }

  @Test
  void whatWasStoppedIsStartedAndNothingElse() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "temporal", "web")) {
      run.healthy("postgres");
      run.stopped("temporal");
      run.stopped("web");
      settled(run, "web");

      run.attachment().startStopped(List.of("postgres", "temporal"));

      assertEquals(List.of("START temporal"), List.copyOf(run.asked));
    }
  }

  @Test
  void theWaitEndsWhenAllThatIsWaitedForIsHealthy() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "web")) {
      run.healthy("postgres");
      run.failing("web");
      settled(run, "web");
      assertEquals(Optional.of(ExitCode.HEALTHY), await(run, LONG, "postgres"));
    }
  }

  @Test
  void theWaitEndsWhenOneIsBeyondHope() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "web")) {
      run.healthy("postgres");
      run.failing("web");
      assertEquals(Optional.of(ExitCode.SERVICE_FAILED), await(run, LONG, "postgres", "web"));
    }
  }

  @Test
  void theWaitEndsWithItsTime() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres")) {
      assertEquals(Optional.of(ExitCode.TIMED_OUT), await(run, Duration.ofMillis(50), "postgres"));
    }
  }

  @Test
  void theWaitEndsWithTheRun() throws Exception {
    RunOnPaper run = new RunOnPaper(state, "postgres");
    CompletableFuture<Optional<ExitCode>> end = new CompletableFuture<>();
    AwaitedRun awaited = new AwaitedRun(run.attachment(), List.of("postgres"), LONG, false);
    Thread.ofPlatform().start(() -> complete(end, awaited::await));
    run.end(ExitCode.MACHINE_LACKS);
    assertEquals(Optional.empty(), end.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aRunWhoseProcessIsGoneIsAFailureOfWhoLooks() throws Exception {
    RunOnPaper run = new RunOnPaper(state, "postgres");
    CompletableFuture<ExitCode> end = new CompletableFuture<>();
    Attachment attachment = run.attachment();
    Thread.ofPlatform().start(() -> complete(end, attachment::show));
    run.close();
    Exception failed = assertThrows(Exception.class, () -> end.get(20, TimeUnit.SECONDS));
    assertTrue(failed.getCause() instanceof Failure, failed.toString());
    Failure failure = (Failure) failed.getCause();
    assertEquals(ExitCode.SERVICE_FAILED, failure.exitCode());
    assertEquals(
        "the run's process (%d) is gone; services may still run, ports are closed; ./jbang up.java starts a new run"
            .formatted(ProcessHandle.current().pid()),
        failure.getMessage());
  }

  private static Optional<ExitCode> await(RunOnPaper run, Duration limit, String... services)
      throws InterruptedException {
    return new AwaitedRun(run.attachment(), List.of(services), limit, false).await();
  }

  /// Waits until the run shows what was said last of a service.
  private static void settled(RunOnPaper run, String service) throws InterruptedException {
    while (run.attachment().now().line(service).orElseThrow().status().cause().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private interface Waiting<T> {
    T get() throws InterruptedException;
  }

  private static <T> void complete(CompletableFuture<T> end, Waiting<T> waiting) {
    try {
      end.complete(waiting.get());
    } catch (Exception failed) {
      end.completeExceptionally(failed);
    }
  }
}
