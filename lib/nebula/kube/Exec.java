package nebula.kube;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nebula.kube.Kube.ExecOutcome;

/// Runs commands in containers.
final class Exec {
  private static final String PROTOCOL = "v4.channel.k8s.io";

  private final ApiClient api;
  private final String namespace;

  Exec(ApiClient api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /// When the limit is over, the command may go on in the container: Kubernetes has no way to end
  /// it.
  ///
  /// @throws IOException when it could not be started, or its end is unknown
  ExecOutcome run(String pod, Optional<String> container, List<String> command, Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    ExecSocket listener = new ExecSocket();
    WebSocket socket = api.webSocket(path(pod, container, command), PROTOCOL, listener, limit);
    try {
      long left = Math.max(end - System.nanoTime(), 0);
      ExecOutcome outcome = listener.outcome().get(left, TimeUnit.NANOSECONDS);
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
      return outcome;
    } catch (TimeoutException e) {
      String what = String.join(" ", command);
      throw new IOException(what + " did not end within " + limit.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      if (!listener.outcome().isDone() || listener.outcome().isCompletedExceptionally()) {
        socket.abort();
      }
    }
  }

  private String path(String pod, Optional<String> container, List<String> command) {
    StringBuilder path = new StringBuilder();
    path.append("/api/v1/namespaces/").append(namespace).append("/pods/").append(pod);
    path.append("/exec?stdout=true&stderr=true");
    container.ifPresent(name -> path.append("&container=").append(name));
    for (String word : command) {
      path.append("&command=").append(encoded(word));
    }
    return path.toString();
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
