package nebula.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nebula.model.Observation;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where connections to a local port go.
class ForwarderTest {
  private static final int LIMIT_MILLIS = 10_000;

  private final PodsOnPaper connector = new PodsOnPaper();
  private final ServicePods pods = new ServicePods();
  private Forwarder forwarder;

  @BeforeEach
  void open() throws PortTaken {
    forwarder = new Forwarder(connector, pods, 0, 8080);
  }

  @AfterEach
  void close() {
    forwarder.close();
  }

  @Test
  void aConnectionGoesToAReadyPodAndBack() throws Exception {
    pods.observed(of(pod("starting", false), pod("ready", true)));

    assertEquals("ready:8080 heard hello", ask("hello"));
  }

  @Test
  void severalReadyPodsTakeTurns() throws Exception {
    pods.observed(of(pod("a", true), pod("b", true)));

    assertEquals("a:8080 heard 1", ask("1"));
    assertEquals("b:8080 heard 2", ask("2"));
    assertEquals("a:8080 heard 3", ask("3"));
  }

  @Test
  void aConnectionWaitsDuringARolloutUntilAPodIsReady() throws Exception {
    pods.observed(of(pod("new", false)));
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> askUnchecked("hello"));
    awaitOpened(1);
    assertFalse(answer.isDone());

    pods.observed(of(pod("new", true)));

    assertEquals("new:8080 heard hello", answer.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
  }

  @Test
  void aPodThatRunsWillDoWhereProbesNeedNotWait() throws Exception {
    pods.observed(of(pod("new", false)));
    pods.acceptRunning(true);

    assertEquals("new:8080 heard hello", ask("hello"));
  }

  @Test
  void thePortStaysWhilePodsComeAndGo() throws Exception {
    pods.observed(of(pod("old", true)));
    assertEquals("old:8080 heard 1", ask("1"));

    pods.observed(of(pod("new", true)));

    assertEquals("new:8080 heard 2", ask("2"));
  }

  @Test
  void aPodThatIsJustGoneIsTriedAgainAndAnotherTaken() throws Exception {
    connector.refuse("gone");
    pods.observed(of(pod("gone", true), pod("there", true)));

    assertEquals("there:8080 heard hello", ask("hello"));
  }

  @Test
  void aBrokenConnectionIsCountedWithItsReasonAndHarmsNoOther() throws Exception {
    pods.observed(of(pod("a", true)));
    connector.breakOn("bad");
    try (Socket good = connect()) {
      send(good, "good");
      assertThrows(IOException.class, () -> ask("bad"));

      assertEquals("a:8080 heard good", answer(good));
    }
    awaitNoneOpen();
    assertEquals(1, forwarder.counts().failed());
    assertEquals(Optional.of("nothing listens here"), forwarder.counts().lastFailure());
    assertEquals(2, forwarder.counts().opened());
    assertTrue(forwarder.alive());
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");

    assertThrows(IOException.class, () -> new Socket(other, forwarder.localPort()).close());
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = holder.getLocalPort();

      PortTaken taken =
          assertThrows(PortTaken.class, () -> new Forwarder(connector, pods, port, 8080).close());
      assertEquals(port, taken.port());
    }
  }

  @Test
  void closingFreesThePortAndEndsConnections() throws Exception {
    pods.observed(of(pod("a", true)));
    try (Socket waiting = connect()) {
      awaitOpened(1);
      forwarder.close();

      assertThrowsOrEnds(waiting);
    }
    assertFalse(forwarder.alive());
    new Forwarder(connector, pods, forwarder.localPort(), 8080).close();
    awaitNoneOpen();
  }

  private static void assertThrowsOrEnds(Socket socket) {
    try {
      assertEquals(-1, socket.getInputStream().read());
    } catch (IOException e) {
      assertFalse(e instanceof java.net.SocketTimeoutException, "it is still open");
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", forwarder.localPort());
    socket.setSoTimeout(LIMIT_MILLIS);
    return socket;
  }

  private String ask(String question) throws IOException {
    try (Socket socket = connect()) {
      send(socket, question);
      return answer(socket);
    }
  }

  private String askUnchecked(String question) {
    try {
      return ask(question);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void awaitOpened(int count) {
    awaitThat(() -> forwarder.counts().opened() == count);
  }

  private void awaitNoneOpen() {
    awaitThat(() -> forwarder.counts().open() == 0);
  }

  private void awaitThat(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> forwarder.counts().toString());
      Thread.onSpinWait();
    }
  }

  private static Observation of(Pod... pods) {
    return new Observation(List.of(), List.of(pods), List.of(), List.of());
  }

  private static Pod pod(String name, boolean ready) {
    Running running = new Running(Instant.EPOCH);
    Container container =
        new Container("web", "web:1", false, ready, true, 0, running, Optional.empty());
    return new Pod(name, ready, true, false, Instant.EPOCH, Optional.empty(), List.of(container));
  }
}
