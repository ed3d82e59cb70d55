package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A port of a pod over a WebSocket. The first byte of each message is the channel: 0 data, 1 the
/// reason why it failed; the first message of each channel is the port's number.
///
/// The protocol has no half-close: closing the output keeps what was sent, and tells the pod
/// nothing until the tunnel is closed.
///
/// On fabric8's WebSocket, but not its `portForward`: that one gives a message to the JDK while the
/// one before is still on its way, which the JDK refuses and fabric8 does not look at. Of 60 MB to
/// a pod that read slowly, 20 arrived, and no error was told. A connection that cannot be made it
/// leaves hanging.
final class TunnelSocket implements Tunnel, WebSocket.Listener {
  private final ReceivedBytes received = new ReceivedBytes();
  private final boolean[] portSeen = new boolean[2];
  private final String target;
  private volatile WebSocket socket;

  TunnelSocket(String pod, int port) {
    this.target = "port " + port + " of pod " + pod;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
  }

  @Override
  public void onMessage(WebSocket from, ByteBuffer message) {
    if (take(message)) {
      from.request();
    }
  }

  @Override
  public void onClose(WebSocket from, int code, String reason) {
    received.end("");
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    received.end(target + ": the connection to the API server broke: " + error.getMessage());
  }

  @Override
  public InputStream input() {
    return received.input(() -> socket.request());
  }

  @Override
  public OutputStream output() {
    return new ChannelOutput(socket, received::isEnded);
  }

  @Override
  public void close() {
    received.end("");
    WebSocket open = socket;
    if (open != null) {
      open.sendClose(1000, "");
    }
  }

  /// @return whether the next message may come
  private boolean take(ByteBuffer message) {
    int channel = message.hasRemaining() ? message.get() : -1;
    if (channel < 0 || channel > 1) {
      return true;
    }
    if (!portSeen[channel]) {
      portSeen[channel] = true;
      return true;
    }
    if (channel == 0) {
      return received.add(message);
    }
    if (message.hasRemaining()) {
      received.end(reason(StandardCharsets.UTF_8.decode(message).toString()));
    }
    return true;
  }

  /// The node's own words are long, and mostly about itself.
  private String reason(String failure) {
    return failure.contains("connection refused")
        ? "nothing listens on " + target
        : target + ": " + failure.strip();
  }
}
