package nebula.kube;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import nebula.model.Failure;

/// Asks the API server. Opens its connection at once and beside the caller, and asks again when the
/// connection breaks or the server is busy, until the question's limit.
final class ApiClient implements AutoCloseable {
  private static final int LONGEST_GAP_MILLIS = 1000;

  private final Supplier<ApiAccess> access;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile CompletableFuture<ApiSession> session;
  private volatile boolean closed;

  /// @param access read when a connection is opened: what it holds may have run out since
  ApiClient(Supplier<ApiAccess> access) {
    this.access = access;
    this.session = opening();
  }

  /// @throws ApiError when the server refuses
  /// @throws Failure when it does not answer within the limit
  JsonValue ask(ApiRequest request) throws ApiError, InterruptedException {
    byte[] body = answer(request);
    return body.length == 0 ? new JsonValue(null) : JsonValue.parse(body);
  }

  /// As {@link #ask}, for answers that are not JSON.
  byte[] answer(ApiRequest request) throws ApiError, InterruptedException {
    long end = System.nanoTime() + request.limit().toNanos();
    boolean renewed = false;
    for (int gap = 50; ; gap = Math.min(2 * gap, LONGEST_GAP_MILLIS)) {
      long left = end - System.nanoTime();
      try {
        ApiSession open = session();
        HttpResponse<byte[]> response =
            open.http().send(open.request(request, left(left)), BodyHandlers.ofByteArray());
        if (response.statusCode() < 300) {
          return response.body();
        }
        ApiError error = ApiError.of(response.statusCode(), response.body());
        if (error.code() == 401 && !renewed) {
          renewed = true;
          renew();
        } else if (!error.passing() || System.nanoTime() + gap * 1_000_000L > end) {
          throw error;
        }
      } catch (IOException e) {
        if (System.nanoTime() + gap * 1_000_000L > end) {
          throw unreachable(e);
        }
      }
      TimeUnit.MILLISECONDS.sleep(gap);
    }
  }

  /// An answer without end, such as a watch. Asked once; the caller resumes.
  InputStream stream(ApiRequest request) throws ApiError, IOException, InterruptedException {
    ApiSession open = session();
    HttpResponse<InputStream> response =
        open.http().send(open.request(request, request.limit()), BodyHandlers.ofInputStream());
    if (response.statusCode() >= 300) {
      try (InputStream body = response.body()) {
        throw ApiError.of(response.statusCode(), body.readAllBytes());
      }
    }
    return response.body();
  }

  /// @throws IOException when the server refuses or does not answer within the limit
  WebSocket webSocket(String path, String protocol, WebSocket.Listener listener, Duration limit)
      throws IOException, InterruptedException {
    ApiSession open = session();
    WebSocket.Builder builder =
        open.http().newWebSocketBuilder().subprotocols(protocol).connectTimeout(limit);
    open.access().authorization().ifPresent(value -> builder.header("Authorization", value));
    URI http = open.access().at(path);
    URI address = URI.create(http.toString().replaceFirst("^http", "ws"));
    CompletableFuture<WebSocket> opening = builder.buildAsync(address, listener);
    try {
      return opening.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      opening.whenComplete((late, _) -> abort(late));
      throw new IOException("no answer from the API server within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(WebSocketRefusal.reason(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      opening.whenComplete((late, _) -> abort(late));
      throw e;
    }
  }

  /// Breaks everything that is under way and connects anew: for a connection that is silently dead.
  void renew() {
    if (closed) {
      return;
    }
    CompletableFuture<ApiSession> old = session;
    session = opening();
    old.thenAccept(dead -> dead.http().shutdownNow());
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    session.thenAccept(open -> open.http().shutdownNow());
    threads.shutdownNow();
  }

  private CompletableFuture<ApiSession> opening() {
    CompletableFuture<ApiSession> opened = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("api connection")
        .start(() -> {
          try {
            opened.complete(ApiSession.open(access.get(), threads));
          } catch (InterruptedException | RuntimeException e) {
            opened.completeExceptionally(e);
          }
        });
    return opened;
  }

  private ApiSession session() throws InterruptedException {
    try {
      return session.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Duration left(long nanos) {
    return Duration.ofNanos(Math.max(nanos, 1_000_000));
  }

  private static void abort(WebSocket late) {
    if (late != null) {
      late.abort();
    }
  }

  private Failure unreachable(IOException e) throws InterruptedException {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Failure.machineLacks(
        "the Kubernetes API server at " + session().access().server() + " does not answer: " + why,
        "see with `docker ps` whether the cluster runs; ./jbang up.java starts it");
  }
}
