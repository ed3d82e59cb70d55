package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nebula.kube.Kube.ExecOutcome;

/// Runs commands in containers.
final class Exec {
  private static final String PROTOCOL = "v4.channel.k8s.io";
  private static final String OUTPUTS = "stdout=true&stderr=true";

  private final FabricSession session;
  private final String namespace;

  Exec(FabricSession session, String namespace) {
    this.session = session;
    this.namespace = namespace;
  }

  /// When the limit is over, the command may go on in the container: Kubernetes has no way to end
  /// it.
  ///
  /// @throws IOException when it could not be started, or its end is unknown
  ExecOutcome run(
      String pod,
      Optional<String> container,
      List<String> command,
      Consumer<String> eachLine,
      Duration limit)
      throws IOException, InterruptedException {
    String path = path(pod, container, command, OUTPUTS);
    return run(path, command, Optional.empty(), eachLine, limit);
  }

  /// @param in is sent whole, or until the command ends
  ExecOutcome run(
      String pod, Optional<String> container, List<String> command, InputStream in, Duration limit)
      throws IOException, InterruptedException {
    String path = path(pod, container, command, OUTPUTS + "&stdin=true");
    return run(path, command, Optional.of(in), _ -> {}, limit);
  }

  /// Begins a command with a terminal.
  ///
  /// @param listener gets what it shows and how it ends
  void terminal(
      String pod,
      String container,
      List<String> command,
      WebSocket.Listener listener,
      Duration limit)
      throws IOException, InterruptedException {
    String streams = "tty=true&stdin=true&stdout=true";
    session.webSocket(
        path(pod, Optional.of(container), command, streams), PROTOCOL, listener, limit);
  }

  private ExecOutcome run(
      String path,
      List<String> command,
      Optional<InputStream> in,
      Consumer<String> eachLine,
      Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    ExecSocket listener = new ExecSocket(session.json(), eachLine);
    WebSocket socket = session.webSocket(path, PROTOCOL, listener, limit);
    try {
      if (in.isPresent()) {
        BooleanSupplier over = () -> listener.outcome().isDone() || System.nanoTime() > end;
        send(in.get(), new ChannelOutput(socket, over), over);
      }
      long left = Math.max(end - System.nanoTime(), 0);
      return listener.outcome().get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String what = String.join(" ", command);
      throw new IOException(what + " did not end within " + limit.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      socket.sendClose(1000, "");
    }
  }

  /// What a command did not want is not an error: its outcome tells.
  private static void send(InputStream in, ChannelOutput out, BooleanSupplier over)
      throws IOException {
    byte[] part = new byte[ChannelOutput.LONGEST_MESSAGE];
    for (int length = in.read(part); length >= 0; length = in.read(part)) {
      try {
        out.write(part, 0, length);
      } catch (IOException e) {
        if (over.getAsBoolean()) {
          return;
        }
        throw e;
      }
    }
  }

  private String path(
      String pod, Optional<String> container, List<String> command, String streams) {
    StringBuilder path = new StringBuilder();
    path.append("/api/v1/namespaces/").append(namespace).append("/pods/").append(pod);
    path.append("/exec?").append(streams);
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
