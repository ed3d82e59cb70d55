package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nebula.kube.Kube.LogRecord;
import nebula.rehearsal.LogBook.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines of a container, as they come.
class LogFollowerTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Place WEB = new Place("default", "web-1", "web");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.5Z");
  private static final String RUNNING =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-1}
      spec: {nodeName: node, containers: [{name: web}]}
      status:
        phase: Running
        containerStatuses: [{name: web, containerID: life-1, state: {running: {}}}]
      """;

  @TempDir Path folder;
  private FakeCluster cluster;
  private final BlockingQueue<LogRecord> lines = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws IOException {
    cluster = new FakeCluster(folder);
    cluster.server.put(RUNNING);
    cluster.server.logs().start(WEB);
    cluster.server.logs().write(WEB, START, "first line");
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void givesOldLinesAndThenNewOnesWithTheirTimes() throws Exception {
    follow(Optional.empty());
    assertEquals(new LogRecord(START, "first line"), next());

    cluster.server.logs().write(WEB, START.plusSeconds(1), "second line");

    assertEquals(new LogRecord(START.plusSeconds(1), "second line"), next());
  }

  @Test
  void goesOnAfterTheLastLineThatIsKnownAndGivesThePreviousLifeFirst() throws Exception {
    cluster.server.logs().write(WEB, START, "same time, known");
    cluster.server.logs().write(WEB, START, "same time, new");
    cluster.server.logs().write(WEB, START.plusSeconds(1), "it crashed");
    cluster.server.logs().start(WEB);
    cluster.server.logs().write(WEB, START.plusSeconds(2), "it runs");

    follow(new LogStart(Optional.of(START), 2, true, Integer.MAX_VALUE));

    assertEquals("same time, new", next().text());
    assertEquals("it crashed", next().text());
    assertEquals("it runs", next().text());
  }

  @Test
  void aPreviousLifeThatIsNotThereHoldsNothingUp() throws Exception {
    follow(new LogStart(Optional.empty(), 0, true, Integer.MAX_VALUE));

    assertEquals("first line", next().text());
  }

  @Test
  void ofMoreThanThereIsRoomForTheNewestLinesAreGivenAndThenAll() throws Exception {
    cluster.server.logs().write(WEB, START.plusMillis(1), "second");
    cluster.server.logs().write(WEB, START.plusMillis(2), "third");

    follow(new LogStart(Optional.empty(), 0, false, 2));

    assertEquals("second", next().text());
    assertEquals("third", next().text());
    cluster.server.logs().end(WEB);
    awaitLogRequests(2);
    for (int line = 0; line < 4; line++) {
      cluster.server.logs().write(WEB, START.plusSeconds(1), "new " + line);
    }
    for (int line = 0; line < 4; line++) {
      assertEquals("new " + line, next().text());
    }
  }

  @Test
  void leavesOutLinesBeforeTheTimeAskedFor() throws Exception {
    cluster.server.logs().write(WEB, START.plusMillis(200), "second line");

    follow(Optional.of(START.plusMillis(100)));

    assertEquals("second line", next().text());
  }

  @Test
  void doublesAndLosesNothingWhenTheConnectionEndsWhileTheContainerRuns() throws Exception {
    Thread follower = follow(Optional.empty());
    cluster.server.logs().write(WEB, START, "same time");
    assertEquals("first line", next().text());
    assertEquals("same time", next().text());

    cluster.server.logs().end(WEB);
    awaitLogRequests(3);
    cluster.server.logs().write(WEB, START, "same time again");
    cluster.server.logs().write(WEB, START.plusSeconds(2), "later");

    assertEquals("same time again", next().text());
    assertEquals("later", next().text());
    cluster.server.remove("Pod", "default", "web-1");
    assertTrue(follower.join(LIMIT), "the pod is gone");
    assertEquals(List.of(), List.copyOf(lines));
  }

  @Test
  void endsWithTheContainersLife() throws Exception {
    Thread follower = follow(Optional.empty());
    assertEquals("first line", next().text());

    cluster.server.put(RUNNING.replace("life-1", "life-2"));
    cluster.server.logs().start(WEB);
    cluster.server.logs().write(WEB, START.plusSeconds(9), "of the next life");

    assertTrue(follower.join(LIMIT), "the next life is another's to follow");
    assertEquals(List.of(), List.copyOf(lines));
  }

  @Test
  void theLastLinesOfThisLifeAndOfThePreviousOne() throws Exception {
    cluster.server.logs().write(WEB, START, "it crashed");
    cluster.server.logs().start(WEB);
    cluster.server.logs().write(WEB, START, "it runs");

    assertEquals(List.of("it crashed"), cluster.kube.lastLogs("web-1", "web", true, 1));
    assertEquals(List.of("it runs"), cluster.kube.lastLogs("web-1", "web", false, 5));
    assertEquals(List.of(), cluster.kube.lastLogs("no-such-pod", "web", false, 5));
  }

  private Thread follow(Optional<Instant> since) {
    return follow(LogStart.since(since));
  }

  private Thread follow(LogStart start) {
    String pod = "/api/v1/namespaces/default/pods/web-1";
    return Thread.ofVirtual()
        .start(new LogFollower(cluster.api(), pod, "web", () -> start, lines::add));
  }

  /// So that it has begun anew at least once.
  private void awaitLogRequests(int count) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (logRequests() < count) {
      assertTrue(System.nanoTime() < end, "the log was asked for " + logRequests() + " times");
      Thread.onSpinWait();
    }
  }

  private long logRequests() {
    return cluster.server.requests().stream()
        .filter(request -> request.path().endsWith("/log"))
        .count();
  }

  private LogRecord next() throws InterruptedException {
    LogRecord line = lines.poll(10, TimeUnit.SECONDS);
    assertTrue(line != null, "no line came");
    return line;
  }
}
