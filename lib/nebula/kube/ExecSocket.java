package nebula.kube;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nebula.kube.Kube.ExecOutcome;

/// Collects what a command in a container writes until it ends. The first byte of each message is
/// the channel: 1 out, 2 err, 3 how it ended (a `Status` object).
final class ExecSocket implements WebSocket.Listener {
  /// Of each of out and err; the rest is dropped.
  private static final int MOST_BYTES = 1 << 20;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream status = new ByteArrayOutputStream();
  private final CompletableFuture<ExecOutcome> outcome = new CompletableFuture<>();
  private ByteArrayOutputStream channel;

  CompletableFuture<ExecOutcome> outcome() {
    return outcome;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    if (channel == null && data.hasRemaining()) {
      channel = channel(data.get());
    }
    if (channel != null) {
      int room = MOST_BYTES - channel.size();
      byte[] bytes = new byte[Math.min(room, data.remaining())];
      data.get(bytes);
      channel.writeBytes(bytes);
    }
    if (last) {
      if (channel == status) {
        ended();
      }
      channel = null;
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    outcome.completeExceptionally(
        new IOException("the connection was closed before the command's end was known " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    outcome.completeExceptionally(
        new IOException("the connection broke before the command's end was known", error));
  }

  private ByteArrayOutputStream channel(byte number) {
    return switch (number) {
      case 1 -> out;
      case 2 -> err;
      default -> status;
    };
  }

  private void ended() {
    JsonValue end = JsonValue.parse(status.toByteArray());
    if (end.at("status").text("").equals("Success")) {
      outcome.complete(new ExecOutcome(0, text(out), text(err)));
      return;
    }
    for (JsonValue cause : end.at("details", "causes").items()) {
      if (cause.at("reason").text("").equals("ExitCode")) {
        int code = Integer.parseInt(cause.at("message").text("1"));
        outcome.complete(new ExecOutcome(code, text(out), text(err)));
        return;
      }
    }
    outcome.completeExceptionally(new IOException(end.at("message").text("no exit code")));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
