package nebula.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import nebula.model.HealthCheck;
import nebula.model.ProbeResult;
import org.junit.jupiter.api.Test;

/// What each kind of check says of real servers that behave in each kind of way.
final class LiveProberTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final PodsOnPaper pods = new PodsOnPaper();

  @Test
  void httpPassesWithTheExpectedStatusOnly() throws Exception {
    try (Loopback server = Loopback.http(503)) {
      String asked = "GET http://localhost:" + server.port() + "/health";

      assertAnswer(false, asked + " answered 503, not 200", http("/health", server.port(), 200));
      assertAnswer(true, asked + " answered 503", http("/health", server.port(), 503));
    }
  }

  @Test
  void httpFollowsNoRedirect() throws Exception {
    try (Loopback server = Loopback.http(302, "Location", "/login")) {
      String asked = "GET http://localhost:" + server.port() + "/ answered 302 (to /login)";

      assertAnswer(false, asked + ", not 200", http("/", server.port(), 200));
      assertAnswer(true, asked, http("/", server.port(), 302));
    }
  }

  @Test
  void httpSaysWhyThereIsNoAnswer() throws Exception {
    int nobody = Loopback.portOfNobody();
    assertAnswer(
        false,
        "GET http://localhost:" + nobody + "/: nothing listens on port " + nobody,
        http("/", nobody, 200));
    try (Loopback closing = Loopback.closing();
        Loopback garbled = Loopback.saying("SSH-2.0-OpenSSH_9.6\r\nno http here\r\n\r\n")) {
      assertAnswer(
          false,
          "GET http://localhost:"
              + closing.port()
              + "/: the connection was closed without an answer",
          http("/", closing.port(), 200));
      assertAnswer(
          false,
          "GET http://localhost:" + garbled.port() + "/ was answered by something that is not HTTP",
          http("/", garbled.port(), 200));
    }
  }

  @Test
  void tcpPassesWhenTheConnectionStaysOpen() throws Exception {
    int nobody = Loopback.portOfNobody();
    try (Loopback silent = Loopback.silent();
        Loopback greeting = Loopback.saying("220 ready\r\n");
        Loopback closing = Loopback.closing()) {
      assertAnswer(true, "port " + silent.port() + " accepts connections", tcp(silent.port()));
      assertAnswer(true, "port " + greeting.port() + " accepts connections", tcp(greeting.port()));
      assertAnswer(
          false,
          "connection to localhost:" + closing.port() + " was closed at once",
          tcp(closing.port()));
      assertAnswer(false, "nothing listens on port " + nobody, tcp(nobody));
    }
  }

  @Test
  void silentServerIsGivenUpOnAfterTheLimitAndLeftAlone() throws Exception {
    try (Loopback silent = Loopback.silent()) {
      int port = silent.port();
      List<HealthCheck> checks = List.of(http("/", port, 200), new HealthCheck.Grpc(port, ""));
      List<String> asked =
          List.of("GET http://localhost:" + port + "/", "gRPC health on port " + port);
      for (int at = 0; at < checks.size(); at++) {
        long began = System.nanoTime();
        ProbeResult result = prober().probe(Scene.service(checks.get(at)), List.of(), SHORT);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertEquals(asked.get(at) + " not answered within 300 ms", result.answer());
        assertTrue(took.compareTo(SHORT.multipliedBy(5)) < 0, took::toString);
      }
      assertEquals(2, silent.connections());
      assertTrue(silent.everyClientHasGone());
    }
  }

  @Test
  void execAsksEveryPodAndTellsWhatTheCommandSaid() throws Exception {
    HealthCheck ready = new HealthCheck.Exec(List.of("pg_isready", "-h", "127.0.0.1"));
    List<String> both = List.of("postgres-0", "postgres-1");

    pods.ends("postgres-0", 0, "accepting connections\n", "");
    pods.ends("postgres-1", 2, "127.0.0.1:5432 - no response\n\n", "");
    assertAnswer(false, "pg_isready … ended with 2: 127.0.0.1:5432 - no response", ready, both);
    pods.ends("postgres-1", 1, "out", "first\nfatal: no such role\n");
    assertAnswer(false, "pg_isready … ended with 1: fatal: no such role", ready, both);
    pods.ends("postgres-1", 0, "", "");
    assertAnswer(true, "pg_isready … ended with 0", ready, both);
    assertAnswer(false, "none of its pods runs", ready, List.of());
  }

  @Test
  void execThatCannotBeRunSaysWhy() throws Exception {
    pods.refuses("postgres-0", "container not found (\"main\")");

    assertAnswer(
        false,
        "pg_isready could not be run: container not found (\"main\")",
        new HealthCheck.Exec(List.of("pg_isready")),
        List.of("postgres-0"));
  }

  @Test
  void execThatTheRuntimeRefusesSaysTheSameEachTime() throws Exception {
    HealthCheck ready = new HealthCheck.Exec(List.of("pg_isready", "-h", "127.0.0.1"));
    String start = "Internal error occurred: failed to exec in container: failed to start exec ";

    pods.refuses(
        "postgres-0",
        start
            + "\"578c567af8\": OCI runtime exec failed: exec failed: exec: \"pg_isready\":"
            + " executable file not found in $PATH: unknown");
    assertAnswer(
        false,
        "pg_isready … could not be run: the container has no program 'pg_isready'",
        ready,
        List.of("postgres-0"));
    pods.refuses("postgres-0", start + "\"5c32c3d7\": OCI runtime exec failed: no space left");
    assertAnswer(
        false, "pg_isready … could not be run: no space left", ready, List.of("postgres-0"));
  }

  @Test
  void execThatDoesNotEndIsInterruptedAtTheLimit() throws Exception {
    CountDownLatch interrupted = pods.hangs("postgres-0");
    HealthCheck slow = new HealthCheck.Exec(List.of("pg_isready"));

    ProbeResult result = prober().probe(Scene.service(slow), List.of("postgres-0"), SHORT);

    assertEquals("pg_isready not answered within 300 ms", result.answer());
    interrupted.await();
  }

  @Test
  void allChecksMustPassAndTheFirstThatFailsIsTold() throws Exception {
    HealthCheck command = new HealthCheck.Exec(List.of("tctl"));
    try (Loopback server = Loopback.http(200)) {
      HealthCheck page = http("/", server.port(), 200);
      pods.ends("a", 0, "", "");
      ProbeResult both = prober().probe(Scene.service(page, command), List.of("a"), LIMIT);
      pods.ends("a", 1, "", "no namespace");
      ProbeResult one = prober().probe(Scene.service(page, command), List.of("a"), LIMIT);

      assertEquals(
          "GET http://localhost:" + server.port() + "/ answered 200, tctl ended with 0",
          both.answer());
      assertEquals("tctl ended with 1: no namespace", one.answer());
    }
  }

  @Test
  void checksAreAskedAtTheSameTime() throws Exception {
    CountDownLatch bothAsked = new CountDownLatch(2);
    try (Loopback meeting =
        Loopback.socket(socket -> {
          bothAsked.countDown();
          awaitUninterrupted(bothAsked);
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
          socket.close();
        })) {
      HealthCheck page = http("/", meeting.port(), 200);

      assertTrue(prober().probe(Scene.service(page, page), List.of(), LIMIT).passed());
    }
  }

  @Test
  void runningPassesWhileAPodRuns() throws Exception {
    assertAnswer(true, "it runs", new HealthCheck.Running(), List.of("worker-0"));
    assertAnswer(false, "none of its pods runs", new HealthCheck.Running(), List.of());
  }

  @Test
  void answerIsOfTheMomentOfAsking() throws Exception {
    Clock clock = Clock.fixed(Instant.parse("2026-11-25T00:00:00Z"), ZoneOffset.UTC);
    ProbeResult result =
        new LiveProber(pods, clock)
            .probe(Scene.service(new HealthCheck.Running()), List.of("a"), LIMIT);

    assertEquals(clock.instant(), result.at());
  }

  @Test
  void interruptEndsTheProbeAndItsConnections() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (Loopback silent = Loopback.socket(_ -> asked.countDown())) {
      CountDownLatch ended = new CountDownLatch(1);
      Thread prober =
          Thread.ofVirtual()
              .start(() -> {
                HealthCheck page = http("/", silent.port(), 200);
                assertThrows(
                    InterruptedException.class,
                    () -> prober().probe(Scene.service(page), List.of(), LIMIT));
                ended.countDown();
              });
      asked.await();
      prober.interrupt();

      ended.await();
      assertTrue(silent.everyClientHasGone());
    }
  }

  @Test
  void hundredProbesLeaveNoThreadAndNoConnection() throws Exception {
    try (Loopback server = Loopback.keeping()) {
      HealthCheck page = http("/", server.port(), 200);
      prober().probe(Scene.service(page), List.of(), LIMIT);
      int threads = Thread.activeCount();
      for (int count = 0; count < 100; count++) {
        assertTrue(prober().probe(Scene.service(page), List.of(), LIMIT).passed());
      }

      assertEquals(threads, Thread.activeCount());
      assertEquals(101, server.connections());
      assertTrue(server.everyClientHasGone());
    }
  }

  private LiveProber prober() {
    return new LiveProber(pods);
  }

  private static HealthCheck http(String path, int port, int expect) {
    return new HealthCheck.Http(path, port, expect);
  }

  private static HealthCheck tcp(int port) {
    return new HealthCheck.Tcp(port);
  }

  private void assertAnswer(boolean passed, String words, HealthCheck check) throws Exception {
    assertAnswer(passed, words, check, List.of());
  }

  private void assertAnswer(boolean passed, String words, HealthCheck check, List<String> running)
      throws Exception {
    ProbeResult result = prober().probe(Scene.service(check), running, LIMIT);

    assertEquals(words, result.answer());
    assertEquals(passed, result.passed());
  }

  private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IOException(ended);
    }
  }
}
