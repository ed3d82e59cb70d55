package nebula.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import nebula.model.Failure;
import tools.jackson.databind.ObjectMapper;

/// The one fabric8 client of a run. It is opened at once and beside the caller, and can be replaced
/// when its connection is silently dead.
final class FabricSession implements AutoCloseable {
  private final Supplier<Config> config;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Made beside the connection: either takes a while the first time.
  private final CompletableFuture<KubernetesSerialization> json =
      CompletableFuture.supplyAsync(FabricSession::reader, threads);

  private final Set<InputStream> streams = ConcurrentHashMap.newKeySet();
  private volatile CompletableFuture<KubernetesClient> opened;
  private volatile boolean closed;

  /// @param config read when the client is opened: what it holds may have run out since
  FabricSession(Supplier<Config> config) {
    this.config = config;
    this.opened = opening();
  }

  KubernetesSerialization json() {
    return json.join();
  }

  /// @throws InterruptedException also when the session was closed before the client was opened
  KubernetesClient client() throws InterruptedException {
    try {
      return opened.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      if (closed) {
        throw new InterruptedException("closed");
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Its address, without a slash at the end.
  String server() throws InterruptedException {
    String server = client().getConfiguration().getMasterUrl();
    return server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
  }

  /// Whether the server answers anything at all within the limit.
  boolean isAlive(Duration limit) throws InterruptedException {
    return isAlive(client(), limit);
  }

  /// Breaks the streams that are under way and connects anew.
  void renew() {
    if (closed) {
      return;
    }
    CompletableFuture<KubernetesClient> old = opened;
    opened = opening();
    streams.forEach(FabricSession::closeQuietly);
    old.thenAccept(KubernetesClient::close);
  }

  boolean isClosed() {
    return closed;
  }

  /// An answer without end, such as a watch. Asked once; the caller resumes, and closes it.
  ///
  /// @param path with query, from `/`
  InputStream stream(String path, Duration limit)
      throws ApiError, IOException, InterruptedException {
    HttpClient http = client().getHttpClient();
    HttpRequest request = http.newHttpRequestBuilder().uri(server() + path).forStreaming().build();
    HttpResponse<InputStream> response =
        await(() -> http.sendAsync(request, InputStream.class), limit);
    if (!response.isSuccessful()) {
      try (InputStream body = response.body()) {
        throw ApiError.of(response.code(), status(body.readAllBytes()));
      }
    }
    InputStream body = new Registered(response.body());
    streams.add(body);
    return body;
  }

  /// @throws IOException when the server refuses or does not answer within the limit
  WebSocket webSocket(String path, String protocol, WebSocket.Listener listener, Duration limit)
      throws IOException, InterruptedException {
    WebSocket.Builder builder =
        client()
            .getHttpClient()
            .newWebSocketBuilder()
            .subprotocol(protocol)
            .uri(URI.create(server() + path))
            .connectTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return await(() -> builder.buildAsync(listener), limit);
    } catch (IOException e) {
      throw new IOException(WebSocketRefusal.reason(e), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    streams.forEach(FabricSession::closeQuietly);
    opened.thenAccept(KubernetesClient::close);
    threads.shutdownNow();
  }

  private CompletableFuture<KubernetesClient> opening() {
    CompletableFuture<KubernetesClient> opening = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("api connection")
        .start(() -> {
          try {
            opening.complete(open());
          } catch (InterruptedException | RuntimeException | Error e) {
            opening.completeExceptionally(e);
          }
        });
    return opening;
  }

  /// Returns when the connection stands, or could not be made: requests that begin before share no
  /// connection and would each pay for a handshake.
  private KubernetesClient open() throws InterruptedException {
    Config access = config.get();
    KubernetesClient client = built(access);
    isAlive(client, Duration.ofMillis(access.getConnectionTimeout()));
    return client;
  }

  private KubernetesClient built(Config access) {
    try {
      return new KubernetesClientBuilder()
          .withConfig(access)
          .withHttpClientFactory(new FabricHttp(threads))
          .withTaskExecutor(threads)
          .withKubernetesSerialization(json())
          .build();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw Failure.machineLacks(
          "the kubeconfig's certificates or key cannot be used: " + cause.getMessage(),
          "delete the cluster's kubeconfig, ./jbang up.java writes it anew");
    }
  }

  /// Without the model's classes, so that every object is a generic one.
  private static KubernetesSerialization reader() {
    KubernetesSerialization reader = new KubernetesSerialization(new ObjectMapper(), false);
    reader.unmarshal("{}", Object.class);
    return reader;
  }

  private static boolean isAlive(KubernetesClient client, Duration limit) {
    var once =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestTimeout((int) limit.toMillis())
            .withRequestRetryBackoffLimit(0)
            .build();
    try {
      client.newClient(once).raw("/livez");
      return true;
    } catch (KubernetesClientException e) {
      return e.getCode() > 0;
    } catch (IllegalStateException e) {
      // It was closed meanwhile.
      return false;
    }
  }

  private Status status(byte[] body) {
    try {
      return json().unmarshal(new ByteArrayInputStream(body), Status.class);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static <T> T await(Supplier<CompletableFuture<T>> question, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<T> asked;
    try {
      asked = question.get();
    } catch (IllegalStateException | RejectedExecutionException e) {
      throw new IOException(e.getMessage(), e);
    }
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer from the API server within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      // Closes what may come late.
      asked.cancel(true);
    }
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }

  private final class Registered extends FilterInputStream {
    Registered(InputStream body) {
      super(body);
    }

    @Override
    public void close() throws IOException {
      streams.remove(this);
      super.close();
    }
  }
}
