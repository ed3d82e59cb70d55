package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import nebula.process.ProcessTree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium with one page, spoken to by the DevTools protocol.
final class DevTools implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process chromium;
  private final Path profile;
  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).connectTimeout(LIMIT).build();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private WebSocket socket;

  private DevTools(Process chromium, Path profile) {
    this.chromium = chromium;
    this.profile = profile;
  }

  /// @throws RunFailed when Chromium is not installed or does not come up
  static DevTools open() throws InterruptedException {
    Path profile = Folders.temporary();
    DevTools browser = new DevTools(start(profile), profile);
    try {
      browser.connect();
      return browser;
    } catch (RuntimeException | InterruptedException failed) {
      browser.close();
      throw failed;
    }
  }

  private static Process start(Path profile) {
    List<String> command =
        List.of(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException missing) {
      Folders.delete(profile);
      throw new RunFailed("`chromium`, which shows the page, is not installed");
    }
  }

  private void connect() throws InterruptedException {
    Path told = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(told) || read(told).lines().count() < 2) {
      if (!chromium.isAlive() || System.nanoTime() > deadline) {
        throw new RunFailed("chromium did not come up");
      }
      Thread.sleep(20);
    }
    int port = Integer.parseInt(read(told).lines().findFirst().orElseThrow());
    for (JsonNode target : Http.json(port, "/json/list")) {
      if (target.path("type").asString("").equals("page")) {
        URI address = URI.create(target.path("webSocketDebuggerUrl").asString(""));
        socket = client.newWebSocketBuilder().buildAsync(address, new Answers()).join();
        return;
      }
    }
    throw new RunFailed("chromium has no page");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Goes to a page; what it needs is not taken from the browser's memory.
  void show(String url) throws InterruptedException {
    ask("Network.setCacheDisabled", Map.of("cacheDisabled", true));
    ask("Page.enable", Map.of());
    // Until it is gone, scripts still run in the page before.
    evaluate("window.isThePageBefore = true");
    ask("Page.navigate", Map.of("url", url));
    evaluateUntil("!window.isThePageBefore && document.readyState === 'complete'");
  }

  /// @throws RunFailed when it does not become true
  void evaluateUntil(String condition) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!evaluate(condition).asBoolean(false)) {
      if (System.nanoTime() > deadline) {
        throw new RunFailed("it did not become true in the page: " + condition);
      }
      Thread.sleep(20);
    }
  }

  /// The value of the expression; of a promise, what it comes to.
  JsonNode evaluate(String expression) throws InterruptedException {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new RunFailed("in the page: " + answer.path("exceptionDetails").path("exception"));
    }
    return answer.path("result").path("value");
  }

  JsonNode ask(String method, Map<String, Object> parameters) throws InterruptedException {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    Map<String, Object> message = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(message), true).join();
    try {
      return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new RunFailed("chromium did not answer " + method);
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    client.shutdownNow();
    ProcessTree.end(chromium);
    Folders.delete(profile);
  }

  /// Takes each answer to the one who asked; a long message comes in parts.
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        JsonNode message = JSON.readTree(parts.toString());
        parts.setLength(0);
        CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt(0));
        if (answer != null) {
          answer.complete(message.path("result"));
        }
      }
      from.request(1);
      return null;
    }
  }
}
