package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.logs.LogStore;
import nebula.model.DashboardSettings;
import nebula.model.Failure;
import nebula.model.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A dashboard on a free port, and requests to it that say just what a test wants them to say.
final class Served implements AutoCloseable {
  static final String SECRET = "hunter2hunter2";

  final EventBus bus = new EventBus();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  final Path stateFolder;
  final int port;
  final String token;
  final List<String> notices = new CopyOnWriteArrayList<>();
  final ShellsOnPaper shells = new ShellsOnPaper();
  private final LogStore store;
  private final Dashboard dashboard;

  Served(Path stateFolder) throws InterruptedException {
    this(stateFolder, _ -> ServiceDetails.nothing());
  }

  Served(Path stateFolder, ServiceDetails.Source details) throws InterruptedException {
    this.stateFolder = stateFolder;
    Masks masks = Masks.of(List.of(SECRET), List.of());
    store = new LogStore(stateFolder.resolve("logs"), 16_000_000, () -> masks, notices::add);
    bus.subscribe(store);
    RunAccess access =
        new RunAccess(
            new AskedControls(),
            details,
            shells,
            () -> Map.of("db", new Usage(12, 1_000_000)),
            store.folder(),
            () -> masks,
            port -> Optional.of("another (pid " + port + ")"),
            () -> ended.add("ended"));
    DashboardSettings settings = new DashboardSettings(0, List.of("nebula.test"), 256);
    dashboard = new Dashboard(settings, Story.PROJECT, stateFolder, bus, access);
    assertTrue(dashboard.start().isPresent());
    RunAddress address = RunAddress.find(stateFolder).orElseThrow();
    port = address.port();
    token = address.token();
  }

  void publish(Event... events) {
    List.of(events).forEach(bus::publish);
  }

  /// Waits until what was published is what is shown.
  void stand() throws IOException {
    try (Stream stream = joined("")) {
      publish(Story.notice(0, "stand " + asked.size()));
      stream.with("stand ");
    }
  }

  JsonNode snapshot() throws IOException {
    return get("/api/snapshot").json();
  }

  Reply get(String path) throws IOException {
    return send("GET", path, Map.of());
  }

  Reply post(String path) throws IOException {
    return send("POST", path, Map.of("X-Nebula-Token", token));
  }

  /// @param body what is sent
  Reply post(String path, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of("X-Nebula-Token", token, "Content-Length", String.valueOf(bytes.length));
    try (Socket socket = open("POST", path, headers)) {
      socket.getOutputStream().write(bytes);
      return Reply.read(socket.getInputStream());
    }
  }

  /// @param headers `Host` is that of the page unless it is among them
  Reply send(String method, String path, Map<String, String> headers) throws IOException {
    try (Socket socket = open(method, path, headers)) {
      return Reply.read(socket.getInputStream());
    }
  }

  /// Sends the request and leaves the answer to the test.
  Socket open(String method, String path, Map<String, String> headers) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Host", "localhost:" + port);
    all.putAll(headers);
    all.put("Connection", "close");
    if (method.equals("POST")) {
      all.putIfAbsent("Content-Length", "0");
    }
    // Of HTTP 1.0, whose answers are not chunked: they can be read as they are.
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.0\r\n");
    all.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /// A stream of events that has had its snapshot.
  Stream joined(String query) throws IOException {
    Stream stream = events(query, Map.of());
    stream.next("snapshot");
    return stream;
  }

  Stream events(String query, Map<String, String> headers) throws IOException {
    return new Stream(open("GET", "/api/events" + query, headers));
  }

  @Override
  public void close() {
    store.close();
    dashboard.close();
  }

  record Reply(int status, Map<String, String> headers, String body) {
    static Reply read(InputStream in) throws IOException {
      byte[] all = in.readAllBytes();
      String text = new String(all, StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      List<String> lines = text.substring(0, end).lines().toList();
      Map<String, String> headers = new LinkedHashMap<>();
      lines.stream()
          .skip(1)
          .forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip());
          });
      int status = Integer.parseInt(lines.getFirst().split(" ")[1]);
      return new Reply(status, headers, text.substring(end + 4));
    }

    JsonNode json() {
      return new JsonMapper().readTree(body);
    }
  }

  /// Server-sent events as they come.
  static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    record Sent(String id, String event, String data) {
      JsonNode json() {
        return new JsonMapper().readTree(data);
      }

      /// Base64 is no JSON.
      boolean is(String wanted) {
        return event.equals(wanted)
            || (data.startsWith("{") && json().path("event").asString("").equals(wanted));
      }
    }

    Stream(Socket socket) throws IOException {
      this.socket = socket;
      this.lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /// The next one; waits for it.
    Sent next() throws IOException {
      String id = "";
      String event = "";
      List<String> data = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) id = line.substring(4);
        if (line.startsWith("event: ")) event = line.substring(7);
        if (line.startsWith("data: ")) data.add(line.substring(6));
        if (line.isEmpty() && !data.isEmpty()) {
          return new Sent(id, event, String.join("\n", data));
        }
      }
      throw new IOException("the stream has ended");
    }

    /// The next one that is such an event; `snapshot` is one too.
    Sent next(String event) throws IOException {
      Sent sent = next();
      while (!sent.is(event)) {
        sent = next();
      }
      return sent;
    }

    /// The next one in which the text stands.
    Sent with(String text) throws IOException {
      Sent sent = next();
      while (!sent.data().contains(text)) {
        sent = next();
      }
      return sent;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private final class AskedControls implements Controls {
    @Override
    public void ask(Action action, String service) {
      if (action == Action.REBUILD) {
        throw Failure.badInput(Problem.of(service + " is not built here", "restart it"));
      }
      asked.add(action + " " + service);
    }

    @Override
    public List<Action> possible(String service) {
      return List.of(Action.RESTART, Action.STOP);
    }
  }
}
