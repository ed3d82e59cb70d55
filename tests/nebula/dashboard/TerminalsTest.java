package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import nebula.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Terminals in containers, for the page.
@Timeout(60)
class TerminalsTest {
  private static final String OPEN = "/api/services/web/terminals";

  @TempDir Path state;

  @Test
  void whatIsTypedReachesTheShellAndWhatItShowsComesBack() throws Exception {
    try (Served served = served()) {
      Served.Reply reply = served.post(OPEN + "?container=web&columns=120&rows=40");
      assertEquals(201, reply.status(), reply.body());
      assertEquals("web-0", reply.json().path("pod").asString());
      String terminal = "/api/terminals/" + reply.json().path("id").asString();
      try (Served.Stream output = output(served, terminal)) {
        shows(output, "$ ");
        assertEquals(204, served.post(terminal + "/input", "ls\r").status());
        shows(output, "you typed ls\r\n$ ");
        assertEquals(204, served.post(terminal + "/size?columns=90&rows=30").status());
        served.post(terminal + "/input", "exit\r");
        assertEquals("{\"why\":\"the shell ended with exit code 0\"}", output.next("end").data());
      }
      assertEquals("web-0/web 120x40", served.shells.opened.getFirst().what);
      assertEquals(List.of("90x30"), served.shells.opened.getFirst().sizes);
      await(() -> status(served, terminal + "/input") == 404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/services/web/terminals",
    "GET, /api/terminals/ID/output",
    "POST, /api/terminals/ID/input",
    "POST, /api/terminals/ID/size?columns=90&rows=30",
    "DELETE, /api/terminals/ID"
  })
  void whoHasNoTokenOrIsAnotherPageGetsNothing(String method, String path) throws Exception {
    try (Served served = served()) {
      String asked = path.replace("ID", opened(served));
      Map<String, String> foreign =
          Map.of("X-Nebula-Token", served.token, "Origin", "http://evil.test");
      Map<String, String> framed =
          Map.of("X-Nebula-Token", served.token, "Sec-Fetch-Site", "cross-site");
      assertEquals(403, served.send(method, asked, Map.of()).status());
      assertEquals(403, served.send(method, asked, Map.of("X-Nebula-Token", "wrong")).status());
      assertEquals(403, served.send(method, asked, foreign).status());
      assertEquals(403, served.send(method, asked, framed).status());
      assertEquals(1, served.shells.opened.size());
      assertEquals("", served.shells.opened.getFirst().end());
      assertEquals(List.of(), served.shells.opened.getFirst().sizes);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/services/wbe/terminals                       | 404 | there is no service 'wbe'
          /api/services/web/terminals?pod=db-0              | 404 | web has no pod 'db-0'
          /api/services/web/terminals?container=sidecar     | 404 | web has no container 'sidecar'
          /api/services/web/terminals?container=done        | 409 | no container done of web runs now
          /api/services/web/terminals?columns=0             | 400 | columns is '0'
          /api/terminals/none/input                         | 404 | there is no such terminal
          """)
  void whatIsNotThereIsSaid(String path, int status, String words) throws Exception {
    try (Served served = served()) {
      Served.Reply reply = served.post(path);
      assertEquals(status, reply.status());
      assertTrue(reply.json().path("error").asString().startsWith(words), reply.body());
      assertEquals(List.of(), served.shells.opened);
    }
  }

  @Test
  void thereAreOnlySoManyAtOnce() throws Exception {
    try (Served served = served()) {
      String first = opened(served);
      for (int count = 1; count < Terminals.MOST; count++) {
        opened(served);
      }
      assertEquals(503, served.post(OPEN).status());
      assertEquals(Terminals.MOST, served.shells.opened.size());

      Map<String, String> token = Map.of("X-Nebula-Token", served.token);
      assertEquals(204, served.send("DELETE", "/api/terminals/" + first, token).status());
      assertEquals("it was closed here", served.shells.opened.getFirst().end());
      assertEquals(201, served.post(OPEN).status());
    }
  }

  @Test
  void theEndOfTheContainerIsSaid() throws Exception {
    try (Served served = served();
        Served.Stream output = output(served, "/api/terminals/" + opened(served))) {
      shows(output, "$ ");
      served.shells.opened.getFirst().finish("the shell was killed (exit code 137)");
      assertTrue(output.next("end").data().contains("was killed (exit code 137)"));
    }
  }

  @Test
  void theShellEndsWithItsReader() throws Exception {
    try (Served served = served()) {
      Served.Stream output = output(served, "/api/terminals/" + opened(served));
      shows(output, "$ ");
      assertEquals("", served.shells.opened.getFirst().end());
      output.close();
      await(() -> served.shells.opened.getFirst().end().equals("it was closed here"));
    }
  }

  @Test
  void aSecondReaderIsRefused() throws Exception {
    try (Served served = served()) {
      String terminal = "/api/terminals/" + opened(served);
      Map<String, String> token = Map.of("X-Nebula-Token", served.token);
      try (Served.Stream output = output(served, terminal)) {
        shows(output, "$ ");
        assertEquals(409, served.send("GET", terminal + "/output", token).status());
      }
    }
  }

  @Test
  void aTerminalThatNobodyReadsEndsByItself() throws Exception {
    ShellsOnPaper shells = new ShellsOnPaper();
    try (Terminals terminals = new Terminals(shells, Duration.ofMillis(1))) {
      terminals.open(new ChosenContainer("web-0", "web"), 80, 24);
      await(() -> terminals.count() == 0);
      assertEquals("it was closed here", shells.opened.getFirst().end());
    }
  }

  @Test
  void theEndOfTheRunEndsThemAll() throws Exception {
    ShellsOnPaper shells = new ShellsOnPaper();
    Terminals terminals = new Terminals(shells, Duration.ofMinutes(1));
    terminals.open(new ChosenContainer("web-0", "web"), 80, 24);
    terminals.open(new ChosenContainer("web-1", "web"), 80, 24);
    terminals.close();
    for (ShellsOnPaper.Opened each : shells.opened) {
      assertEquals("it was closed here", each.end());
    }
  }

  @Test
  void aShellWaitsForAReaderThatIsSlow() throws Exception {
    Flood flood = new Flood();
    ChosenContainer in = new ChosenContainer("web-0", "web");
    OpenTerminal terminal = new OpenTerminal("1", in, flood);
    await(() -> flood.read.get() == 17);
    for (int piece = 0; piece < 100; piece++) {
      assertArrayEquals(new byte[] {(byte) piece}, terminal.take(10_000).orElseThrow());
    }
    terminal.close();
    assertTrue(flood.closed);
  }

  /// A hundred pieces, as fast as they are read.
  private static final class Flood implements Shell {
    final AtomicInteger read = new AtomicInteger();
    private boolean closed;

    @Override
    public InputStream output() {
      return new InputStream() {
        @Override
        public int read() {
          throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
          into[offset] = (byte) read.getAndIncrement();
          return 1;
        }
      };
    }

    @Override
    public void type(byte[] input) {}

    @Override
    public void resize(int columns, int rows) {}

    @Override
    public String end() {
      return "";
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Served served() throws Exception {
    Served served = new Served(state, _ -> details());
    served.publish(Story.started());
    served.stand();
    return served;
  }

  static ServiceDetails details() {
    Observation.Pod pod =
        new Observation.Pod("web-0", true, true, false, Instant.EPOCH, Optional.empty(), List.of());
    return new ServiceDetails(
        List.of(),
        List.of(
            new ServiceDetails.PodDetails(
                pod,
                Optional.empty(),
                List.of(
                    container("done", new Observation.Terminated(0, "", "", Instant.EPOCH)),
                    container("web", new Observation.Running(Instant.EPOCH))))),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static ServiceDetails.ContainerDetails container(
      String name, Observation.ContainerState state) {
    return new ServiceDetails.ContainerDetails(
        new Observation.Container(name, "web:1", false, true, true, 0, state, Optional.empty()),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static String opened(Served served) throws Exception {
    Served.Reply reply = served.post(OPEN);
    assertEquals(201, reply.status(), reply.body());
    return reply.json().path("id").asString();
  }

  private static Served.Stream output(Served served, String terminal) throws Exception {
    Socket socket =
        served.open("GET", terminal + "/output", Map.of("X-Nebula-Token", served.token));
    return new Served.Stream(socket);
  }

  private static void shows(Served.Stream output, String text) throws Exception {
    StringBuilder shown = new StringBuilder();
    while (!shown.toString().endsWith(text)) {
      Served.Stream.Sent sent = output.next();
      assertFalse(sent.event().equals("end"), () -> "ended: " + shown);
      shown.append(new String(Base64.getDecoder().decode(sent.data()), StandardCharsets.UTF_8));
    }
  }

  private static int status(Served served, String path) {
    try {
      return served.post(path).status();
    } catch (java.io.IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  /// The test's own limit ends it.
  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
