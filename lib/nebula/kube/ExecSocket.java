package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import nebula.kube.Kube.ExecOutcome;
import nebula.process.LineCutter;

/// Collects what a command in a container writes until it ends. The first byte of each message is
/// the channel: 1 out, 2 err, 3 how it ended (a `Status` object).
///
/// On fabric8's WebSocket, but not its `exec`: that one reads the pod before each command, as a
/// typed object, and waits up to five seconds until it is Ready, where a probe asks whether it is.
final class ExecSocket implements WebSocket.Listener {
  /// Of each of out and err; the rest is dropped.
  private static final int MOST_BYTES = 1 << 20;

  private final KubernetesSerialization json;
  private final LineCutter outLines;
  private final LineCutter errLines;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<ExecOutcome> outcome = new CompletableFuture<>();

  /// @param eachLine gets those of out and err as they come
  ExecSocket(KubernetesSerialization json, Consumer<String> eachLine) {
    this.json = json;
    this.outLines = new LineCutter(eachLine);
    this.errLines = new LineCutter(eachLine);
  }

  CompletableFuture<ExecOutcome> outcome() {
    return outcome;
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer message) {
    if (message.hasRemaining()) {
      switch (message.get()) {
        case 1 -> add(out, outLines, message);
        case 2 -> add(err, errLines, message);
        case 3 -> ended(StandardCharsets.UTF_8.decode(message).toString());
        default -> {}
      }
    }
    socket.request();
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason) {
    outcome.completeExceptionally(
        new IOException("the connection was closed before the command's end was known " + reason));
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    outcome.completeExceptionally(
        new IOException("the connection broke before the command's end was known", error));
  }

  private static void add(ByteArrayOutputStream channel, LineCutter lines, ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    lines.add(bytes, 0, bytes.length);
    channel.write(bytes, 0, Math.min(MOST_BYTES - channel.size(), bytes.length));
  }

  private void ended(String text) {
    outLines.end();
    errLines.end();
    // As maps: to learn what a Status is costs a start 20 ms of processor time.
    CommandEnd end = CommandEnd.of(new JsonValue(json.unmarshal(text, Object.class)));
    end.exitCode()
        .ifPresentOrElse(
            code -> outcome.complete(new ExecOutcome(code, text(out), text(err))),
            () -> outcome.completeExceptionally(new IOException(end.message())));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
