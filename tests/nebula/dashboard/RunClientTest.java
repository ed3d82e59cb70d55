package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.EventJson;
import nebula.event.EventReader;
import nebula.event.Snapshot;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class RunClientTest {
  @TempDir Path state;

  private RunClient client() {
    return new RunClient(RunAddress.find(state).orElseThrow());
  }

  /// Follows on a thread of its own and remembers what was heard.
  private static final class Attached {
    final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<Optional<ExitCode>> end = new CompletableFuture<>();
    final Thread thread;
    private Snapshot snapshot = Snapshot.empty();

    Attached(RunClient client) {
      EventBus bus = new EventBus();
      bus.subscribe(heard::add);
      thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  end.complete(client.follow(bus));
                } catch (InterruptedException left) {
                  end.completeExceptionally(left);
                }
              });
    }

    <E extends Event> E next(Class<E> type) throws InterruptedException {
      Event event = heard.take();
      while (!type.isInstance(event)) {
        snapshot = snapshot.after(event);
        event = heard.take();
      }
      snapshot = snapshot.after(event);
      return type.cast(event);
    }
  }

  @Test
  void whoAttachesSeesTheRunAsItStandsAndThenWhatHappens() throws Exception {
    try (Served served = new Served(state)) {
      Story.whole().forEach(served::publish);
      served.stand();
      Attached attached = new Attached(client());
      attached.next(Event.Progress.class);
      Snapshot expected = Snapshot.empty();
      for (Event event : Story.whole()) {
        expected = expected.after(event);
      }
      for (Snapshot.Line line : expected.lines()) {
        Snapshot.Line seen = attached.snapshot.line(line.service().name()).orElseThrow();
        assertEquals(line.status(), seen.status());
        assertEquals(line.since(), seen.since());
        assertEquals(line.code(), seen.code());
        assertEquals(line.waiting(), seen.waiting());
        assertEquals(line.service().links(), seen.service().links());
      }
      served.publish(Story.log(4, "db", "a line"), Story.healthy(5, "web"));
      assertEquals("a line", attached.next(Event.LogLine.class).text());
      attached.next(Event.StatusChanged.class);
      assertTrue(attached.snapshot.allHealthy());
      served.publish(new Event.RunEnded(Story.at(9), ExitCode.HEALTHY));
      assertEquals(Optional.of(ExitCode.HEALTHY), attached.end.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void leavingEndsOnlyTheLooking() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      served.stand();
      Attached attached = new Attached(client());
      attached.next(Event.RunStarted.class);
      attached.thread.interrupt();
      assertTrue(attached.thread.join(Duration.ofSeconds(5)), "leaving waits for the run");
      assertTrue(attached.end.isCompletedExceptionally());
      assertEquals(0, served.ended.size());
      assertTrue(client().answers());
    }
  }

  @Test
  void aRunThatIsGoneWithoutAWordEndsTheFollowing() throws Exception {
    Served served = new Served(state);
    served.publish(Story.started());
    served.stand();
    Attached attached = new Attached(client());
    attached.next(Event.RunStarted.class);
    served.close();
    assertEquals(Optional.empty(), attached.end.get(20, TimeUnit.SECONDS));
  }

  @Test
  void whatIsAskedIsAskedOfTheRun() throws Exception {
    try (Served served = new Served(state)) {
      served.publish(Story.started());
      served.stand();
      RunClient client = client();
      client.ask(Controls.Action.RESTART, "web");
      assertEquals(List.of("RESTART web"), served.asked);
      assertEquals(List.of(Controls.Action.RESTART, Controls.Action.STOP), client.possible("web"));
      Failure unknown = assertThrows(Failure.class, () -> client.ask(Controls.Action.STOP, "wbe"));
      assertEquals(
          "there is no service 'wbe'; there are db, web", unknown.problems().getFirst().line());
      Failure notBuilt =
          assertThrows(Failure.class, () -> client.ask(Controls.Action.REBUILD, "web"));
      assertEquals(ExitCode.BAD_INPUT, notBuilt.exitCode());
    }
  }

  @Test
  void endingWaitsUntilTheRunHasTakenItsFileAway() throws Exception {
    Served served = new Served(state);
    RunClient client = client();
    Failure slow = assertThrows(Failure.class, () -> client.end(Duration.ofMillis(100)));
    assertEquals(ExitCode.TIMED_OUT, slow.exitCode());
    assertEquals("ended", served.ended.poll(10, TimeUnit.SECONDS));
    Thread ending = Thread.ofPlatform().start(served::close);
    try {
      client.end(Duration.ofSeconds(20));
    } catch (Failure alreadyGone) {
      assertTrue(alreadyGone.problems().getFirst().what().contains("does not answer"));
    }
    ending.join();
    assertFalse(client.answers());
  }

  @Test
  void filesOfDeadProcessesAreNoRuns() throws Exception {
    Files.createDirectories(state.resolve("runs"));
    Files.writeString(state.resolve("runs/999999999.page"), "1\ntoken\n");
    Files.writeString(state.resolve("runs/x.page"), "");
    Files.writeString(state.resolve("runs/1.page"), "not a number\n");
    assertTrue(RunAddress.find(state).isEmpty());
    assertTrue(RunAddress.find(state.resolve("nowhere")).isEmpty());
  }

  @Test
  void aProcessThatWasGivenTheNumberOfAKilledRunIsNoRun() throws Exception {
    Path file = state.resolve("runs/" + ProcessHandle.current().pid() + ".page");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "1\ntoken\n");
    assertTrue(RunAddress.find(state).isPresent());
    Instant ownStart = ProcessHandle.current().info().startInstant().orElseThrow();
    Files.setLastModifiedTime(file, FileTime.from(ownStart.minusSeconds(60)));
    assertTrue(RunAddress.find(state).isEmpty());
  }

  @Test
  void everyEventIsReadAsItWasWritten() {
    for (Event event : Story.whole()) {
      String line = new EventJson().line(event);
      Event read = EventReader.event(new JsonMapper().readTree(line)).orElseThrow();
      assertEquals(line, new EventJson().line(read));
    }
    assertTrue(EventReader.event(new JsonMapper().readTree("{\"event\":\"new\"}")).isEmpty());
  }
}
