package nebula.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.model.Code;
import nebula.model.Phase;
import nebula.model.State;
import nebula.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogStoreTest {
  private static final Instant START = Instant.parse("2026-11-24T07:00:00Z");
  private static final long LIMIT = 64_000_000;

  @TempDir Path folder;
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

  private LogStore store(long limit) {
    return new LogStore(
        folder, limit, () -> Masks.of(List.of("hunter2hunter2"), List.of()), notices::add);
  }

  private static Event.LogLine line(double seconds, String service, String text) {
    Instant at = START.plusMillis(Math.round(seconds * 1000));
    return new Event.LogLine(at, service, service + "-0", service, text);
  }

  private static Event status(double seconds, int restarts) {
    return new Event.StatusChanged(
        START.plusMillis(Math.round(seconds * 1000)),
        "web",
        new Status(State.STARTING, Phase.PROBE, Optional.empty(), restarts));
  }

  private static List<String> texts(LogPage page) {
    return page.entries().stream().map(entry -> entry.line().text()).toList();
  }

  private String file(String service) throws IOException {
    return Files.readString(folder.resolve(service).resolve("00000001.log"));
  }

  @Test
  void aFileIsPlainLinesWithTimeLevelPodAndTextForLess() throws IOException {
    try (LogStore store = store(LIMIT)) {
      store.accept(line(1.5, "db", "\u001b[32mready\u001b[0m\u001b[2J"));
      store.accept(line(2, "db", "ERROR: no such role"));
    }
    assertEquals(
        """
        2026-11-24T07:00:01.500000000Z * run a run began
        2026-11-24T07:00:01.500000000Z - db-0/db \u001b[32mready\u001b[0m
        2026-11-24T07:00:02.000000000Z E db-0/db ERROR: no such role
        """,
        file("db"));
    assertEquals(List.of(), List.copyOf(notices));
  }

  @Test
  void secretsHugeLinesAndBrokenTextAreMadeSafeBeforeTheyAreKept() throws IOException {
    try (LogStore store = store(LIMIT)) {
      store.accept(line(1, "db", "password=hunter2hunter2 <script>\ud83d"));
      store.accept(line(1, "db", "x".repeat(1_000_000) + "hunter2hunter2"));
      store.accept(line(1, "../evil", "out of the folder"));
    }
    String kept = file("db");
    assertFalse(kept.contains("hunter2"), "a secret is in the file");
    assertTrue(kept.contains("password=" + Masks.MASK + " <script>\ufffd\n"));
    assertTrue(kept.endsWith("x… (936006 more)\n"), kept.substring(kept.length() - 40));
    assertEquals(List.of("db"), new LogFolder(folder).services());
  }

  @Test
  void whoCanWaitWaitsWhileTheDiskIsSlowAndNothingIsLost() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    Masks none = Masks.NONE;
    EventBus bus = new EventBus();
    int lines = 50_000;
    try (LogStore store = new LogStore(folder, LIMIT, () -> after(slow, none), notices::add)) {
      bus.subscribe(store, store::awaitRoom);
      Thread follower =
          Thread.ofPlatform()
              .start(() -> {
                for (int number = 0; number < lines; number++) {
                  publish(bus, line(number, "db", "line " + number));
                }
              });
      assertTrue(waits(follower), "it fills the memory");
      // Others are not held up by it.
      bus.publish(line(lines, "web", "not held up"));
      slow.countDown();
      follower.join();
    }
    assertEquals(List.of(), List.copyOf(notices));
    LogSummary kept = new LogFolder(folder).summary(LogQuery.ALL);
    assertEquals(Map.of("db", lines + 1L, "web", 2L), kept.services(), "with the run's marker");
  }

  private static <T> T after(CountDownLatch latch, T value) {
    try {
      latch.await();
      return value;
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  /// Whether it comes to wait, rather than to its end.
  private static boolean waits(Thread thread) {
    while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return thread.isAlive();
  }

  private static void publish(EventBus bus, Event event) {
    try {
      bus.publishWhenRoom(event);
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  @Test
  void aStoreThatIsClosedHoldsUpNobody() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    LogStore store =
        new LogStore(
            folder,
            LIMIT,
            () -> {
              begun.countDown();
              return after(slow, Masks.NONE);
            },
            notices::add);
    store.accept(line(0, "db", "one"));
    begun.await();
    store.accept(line(0, "db", "x".repeat(4_000_000)));
    Thread waiting = Thread.ofPlatform().start(() -> awaitRoom(store));
    assertTrue(waits(waiting), "there is no room");
    Thread closing = Thread.ofPlatform().start(store::close);
    waiting.join();
    slow.countDown();
    closing.join();
    assertTrue(file("db").contains("more)"), "what was there before the end is kept");
  }

  private static void awaitRoom(LogStore store) {
    try {
      store.awaitRoom();
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  @Test
  void aPageOfLongLinesHasFewerOfThem() throws IOException {
    try (LogStore store = store(LIMIT)) {
      for (int number = 0; number < 200; number++) {
        store.accept(line(number, "db", number + " " + "x".repeat(60_000)));
      }
    }
    LogFolder logs = new LogFolder(folder);
    LogPage page = logs.before(LogQuery.ALL, Optional.empty(), 5_000, 0);
    assertTrue(page.entries().size() < 100, page.entries().size() + " lines of 60 kB");
    assertTrue(page.moreBefore());
    LogPage rest = logs.at(LogQuery.ALL, 0, 5_000, 0);
    assertTrue(rest.moreAfter());
    int all = rest.entries().size();
    while (rest.moreAfter()) {
      rest = logs.at(LogQuery.ALL, all, 5_000, 0);
      all += rest.entries().size();
    }
    assertEquals(201, all);
  }

  @Test
  void whatChangedStandsBetweenTheLines() throws IOException {
    try (LogStore store = store(LIMIT)) {
      store.accept(new Event.RunStarted(START, "k3d", false, List.of()));
      store.accept(status(1, 0));
      store.accept(line(2, "web", "before"));
      store.accept(status(3, 1));
      store.accept(line(4, "web", "after"));
      store.accept(new Event.CodeChanged(START.plusSeconds(5), "web", new Code.Synced(3)));
      store.accept(new Event.CodeChanged(START.plusSeconds(6), "web", new Code.Live()));
    }
    LogPage page = new LogFolder(folder).before(LogQuery.ALL, Optional.empty(), 100, 0);
    assertEquals(
        List.of("run", "", "restart", "", "sync", "build"),
        page.entries().stream().map(entry -> entry.line().marker().orElse("")).toList());
  }

  @Test
  void aLaterRunGoesOnAfterTheEarlierOneAndAfterAHalfWrittenLine() throws IOException {
    try (LogStore store = store(LIMIT)) {
      store.accept(line(1, "db", "one"));
    }
    Files.writeString(
        folder.resolve("db/00000001.log"), "2026-11-24T07:00:01.5000", StandardOpenOption.APPEND);
    Files.delete(folder.resolve("db/00000001.index"));
    try (LogStore store = store(LIMIT)) {
      store.accept(line(2, "db", "two"));
    }
    LogPage page = new LogFolder(folder).before(LogQuery.ALL, Optional.empty(), 100, 0);
    assertEquals(List.of("a run began", "one", "a run began", "two"), texts(page));
    assertEquals(
        List.of(0L, 1L, 2L, 3L),
        page.entries().stream().map(entry -> entry.cursor().line()).toList());
  }

  @Test
  void aSecondRunLeavesTheLogToTheFirst() throws IOException {
    try (LogStore first = store(LIMIT);
        LogStore second = store(LIMIT); ) {
      first.accept(line(1, "db", "of the first"));
      LogTail tail = first.folder().follow(LogQuery.ALL, Optional.empty(), 10);
      while (texts(first.folder().before(LogQuery.ALL, Optional.empty(), 10, 0)).isEmpty()) {
        tail.next(100);
      }
      second.accept(line(2, "db", "of the second"));
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
    assertFalse(file("db").contains("of the second"), file("db"));
    assertTrue(file("db").contains("of the first"), file("db"));
  }

  @Test
  void takesNoMoreThanItsLimitAndKeepsTheNewest() throws IOException {
    try (LogStore store = store(1_600_000)) {
      for (int line = 0; line < 40_000; line++) {
        store.accept(line(line, "db", "line " + line + " " + "x".repeat(60)));
      }
    }
    long total = 0;
    try (var files = Files.list(folder.resolve("db"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        total += Files.size(file);
      }
    }
    assertTrue(total <= 1_600_000 && total > 1_300_000, total + " bytes");
    LogFolder logs = new LogFolder(folder);
    LogPage newest = logs.before(LogQuery.ALL, Optional.empty(), 1, 0);
    assertTrue(texts(newest).getFirst().startsWith("line 39999 "), texts(newest).toString());
    LogPage oldest = logs.at(LogQuery.ALL, 0, 1, 0);
    assertEquals(
        oldest.entries().getFirst().cursor().line() + logs.summary(LogQuery.ALL).lines(),
        newest.entries().getFirst().cursor().line() + 1);
  }

  @Test
  void whatIsWrittenIsReadAtOnceAndInOrderByThoseWhoFollow() throws Exception {
    try (LogStore store = store(LIMIT)) {
      store.accept(line(1, "db", "one"));
      LogTail tail = store.folder().follow(LogQuery.ALL, Optional.empty(), 10);
      List<String> all =
          new ArrayList<>(tail.page().stream().map(entry -> entry.line().text()).toList());
      while (!all.contains("one")) {
        tail.next(1_000).forEach(entry -> all.add(entry.line().text()));
      }
      // A late line of another service is not passed over.
      store.accept(line(9, "db", "two"));
      while (!all.contains("two")) {
        tail.next(1_000).forEach(entry -> all.add(entry.line().text()));
      }
      store.accept(line(3, "web", "late"));
      while (!all.contains("late")) {
        tail.next(1_000).forEach(entry -> all.add(entry.line().text()));
      }
      assertEquals(List.of("a run began", "one", "two", "a run began", "late"), all);
    }
  }

  @Test
  void nothingOfABurstIsLost() throws Exception {
    int lines = 100_000;
    try (LogStore store = store(LIMIT)) {
      for (int line = 0; line < lines; line++) {
        store.accept(line(line / 20_000.0, "s" + line % 10, "line " + line + " of a burst"));
      }
    }
    LogSummary summary = new LogFolder(folder).summary(LogQuery.ALL);
    assertEquals(lines + 10, summary.lines());
    assertEquals(List.of(), List.copyOf(notices));
  }

  @Test
  void whatCannotBeWrittenIsSaidOnceAndTriedAgain() throws Exception {
    Path blocked = folder.resolve("logs");
    Files.writeString(blocked, "a file where the folder should be");
    try (LogStore store = new LogStore(blocked, LIMIT, () -> Masks.NONE, notices::add)) {
      store.accept(line(1, "db", "lost"));
      store.accept(line(1, "db", "lost too"));
      assertTrue(notices.take().startsWith("logs are not being kept in " + blocked));
      Files.delete(blocked);
      store.accept(line(2, "db", "kept"));
    }
    String kept = Files.readString(blocked.resolve("db/00000001.log"), StandardCharsets.UTF_8);
    assertTrue(kept.endsWith("db-0/db kept\n"), kept);
    assertEquals(0, notices.size());
  }
}
