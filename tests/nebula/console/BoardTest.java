package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nebula.event.Controls;
import nebula.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BoardTest {
  private final FakeSurface surface = new FakeSurface();
  private final Asked asked = new Asked();
  private final CountDownLatch left = new CountDownLatch(1);

  @Test
  void drawsWhatHappens() throws InterruptedException {
    try (Board board = board(Duration.ZERO)) {
      Scenes.allHealthy().forEach(board);
      surface.awaitScreenWith("all 5 healthy after 14.2 s");
    }
    assertEquals(1, surface.closed.get());
  }

  @Test
  void drawsAgainOnlyWhenSomethingIsDifferent() throws InterruptedException {
    try (Board board = board(Duration.ZERO)) {
      Scenes.allHealthy().forEach(board);
      surface.awaitScreenWith("all 5 healthy");
      surface.resized.run();
      assertNull(surface.screens.poll(300, TimeUnit.MILLISECONDS), "the same screen again");
      surface.size = new Surface.Size(60, 10);
      surface.resized.run();
      assertTrue(surface.awaitScreenWith("all 5 healthy").lines().count() <= 10);
    }
  }

  @Test
  void aTerminalThatStandsStillHoldsUpNobody() throws InterruptedException {
    surface.blocked = new CountDownLatch(1);
    try (Board board = board(Duration.ZERO)) {
      board.accept(Scenes.started(false));
      surface.drawing.await();
      for (int line = 0; line < 50_000; line++) {
        board.accept(Scenes.log(line, "postgres", "line " + line));
      }
      surface.blocked.countDown();
      String screen = surface.awaitScreenWith("line 49999");
      assertTrue(screen.contains("40000 skipped"), screen);
    }
  }

  @Test
  void keysScrollAndChooseAndLeave() throws InterruptedException {
    try (Board board = board(Duration.ZERO)) {
      Scenes.mixed().forEach(board);
      surface.awaitScreenWith("listening on");
      surface.keys.accept(Key.NEXT_SERVICE);
      String screen = surface.awaitScreenWith("logs of postgres");
      assertTrue(screen.contains("ready to accept"), screen);
      assertEquals(-1, screen.indexOf("listening on"));
      surface.keys.accept(Key.LEAVE);
      left.await();
    }
  }

  @Test
  void aRunThatIsOverInAMomentDrawsNothing() {
    Board board = board(Duration.ofHours(1));
    Scenes.allHealthy().forEach(board);
    board.close();
    assertEquals(0, surface.opened.get());
  }

  @Test
  void whereNothingCanBeDrawnLinesAreWritten() throws InterruptedException {
    BlockingQueue<Event> lines = new LinkedBlockingQueue<>();
    Surface.Source none =
        (_, _) -> {
          throw new IOException("not a terminal");
        };
    try (Board board =
        new Board(
            none,
            Theme.plain(),
            true,
            Duration.ZERO,
            () -> Instant.EPOCH,
            new BoardControls(asked, left::countDown),
            () -> collecting(lines))) {
      Scenes.mixed().forEach(board);
      for (Event event : Scenes.mixed()) {
        assertEquals(event, lines.poll(10, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void keysAskForTheServiceThatTheReaderLooksAt() throws Exception {
    try (Board board = board(Duration.ZERO)) {
      Scenes.mixed().forEach(board);
      surface.awaitScreenWith("listening on");
      surface.keys.accept(Key.RESTART);
      surface.awaitScreenWith("choose a service first");
      surface.keys.accept(Key.NEXT_SERVICE);
      surface.awaitScreenWith("r: restart  s: stop");
      surface.keys.accept(Key.RESTART);
      assertEquals("RESTART postgres", asked.questions.poll(10, TimeUnit.SECONDS));
    }
  }

  private static final class Asked implements Controls {
    final BlockingQueue<String> questions = new LinkedBlockingQueue<>();

    @Override
    public void ask(Action action, String service) {
      questions.add(action + " " + service);
    }

    @Override
    public List<Action> possible(String service) {
      return List.of(Action.RESTART, Action.STOP);
    }
  }

  private Board board(Duration firstDraw) {
    return new Board(
        surface,
        Theme.plain(),
        true,
        firstDraw,
        () -> Scenes.at(20),
        new BoardControls(asked, left::countDown),
        () -> collecting(new LinkedBlockingQueue<>()));
  }

  private static Output collecting(BlockingQueue<Event> events) {
    return new Output() {
      @Override
      public void accept(Event event) {
        events.add(event);
      }

      @Override
      public void close() {}
    };
  }

  private static final class FakeSurface implements Surface, Surface.Source {
    final BlockingQueue<String> screens = new LinkedBlockingQueue<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final CountDownLatch drawing = new CountDownLatch(1);
    volatile CountDownLatch blocked = new CountDownLatch(0);
    volatile Surface.Size size = new Surface.Size(100, 24);
    volatile Consumer<Key> keys;
    volatile Runnable resized;

    @Override
    public Surface open(Consumer<Key> pressed, Runnable changed) {
      opened.incrementAndGet();
      keys = pressed;
      resized = changed;
      return this;
    }

    @Override
    public Size size() {
      return size;
    }

    @Override
    public void draw(List<Text> lines) throws IOException {
      drawing.countDown();
      try {
        blocked.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
      List<String> plain = new ArrayList<>();
      lines.forEach(line -> plain.add(line.plain()));
      screens.add(String.join("\n", plain));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }

    String awaitScreenWith(String text) throws InterruptedException {
      for (String screen = screens.take(); ; screen = screens.take()) {
        if (screen.contains(text)) {
          return screen;
        }
      }
    }
  }
}
