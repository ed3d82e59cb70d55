package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import nebula.event.Event;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  @Test
  void handsOutWhatCameInOrder() throws InterruptedException {
    EventQueue queue = new EventQueue(10, 1_000);
    List<Event> events = Scenes.mixed();
    events.forEach(queue::put);
    assertEquals(new EventQueue.Batch(events, 0, false), queue.take(AT_ONCE));
    assertEquals(new EventQueue.Batch(List.of(), 0, false), queue.take(AT_ONCE));
  }

  @Test
  void dropsTheOldestLogLinesAndNothingElse() throws InterruptedException {
    EventQueue queue = new EventQueue(2, 1_000);
    Event healthy = Scenes.healthy(1, "postgres");
    queue.put(Scenes.log(0, "postgres", "one"));
    queue.put(healthy);
    queue.put(Scenes.log(2, "postgres", "two"));
    queue.put(Scenes.log(3, "postgres", "three"));
    EventQueue.Batch batch = queue.take(AT_ONCE);
    assertEquals(
        List.of(healthy, Scenes.log(2, "postgres", "two"), Scenes.log(3, "postgres", "three")),
        batch.events());
    assertEquals(1, batch.dropped());
  }

  @Test
  void longLinesCountByTheirLength() throws InterruptedException {
    EventQueue queue = new EventQueue(100, 1_000);
    queue.put(Scenes.log(0, "postgres", "x".repeat(900)));
    queue.put(Scenes.log(1, "postgres", "y".repeat(900)));
    EventQueue.Batch batch = queue.take(AT_ONCE);
    assertEquals(List.of(Scenes.log(1, "postgres", "y".repeat(900))), batch.events());
    assertEquals(1, batch.dropped());
  }

  @Test
  void afterClosingTheRestComesOutAndNothingGoesIn() throws InterruptedException {
    EventQueue queue = new EventQueue(10, 1_000);
    Event line = Scenes.log(0, "postgres", "last");
    queue.put(line);
    queue.close();
    queue.put(Scenes.log(1, "postgres", "too late"));
    assertEquals(new EventQueue.Batch(List.of(line), 0, true), queue.take(Duration.ofHours(1)));
  }

  @Test
  void closingEndsARest() throws InterruptedException {
    EventQueue queue = new EventQueue(10, 1_000);
    Thread closer = Thread.startVirtualThread(queue::close);
    queue.rest(Duration.ofHours(1));
    closer.join();
    assertTrue(queue.closed());
  }
}
