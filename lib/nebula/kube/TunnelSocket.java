package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

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
  /// Received and not read; more stays in the connection, so that a slow reader slows the sender.
  private static final int MOST_WAITING_BYTES = 512 * 1024;

  private final Object lock = new Object();
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private final StringBuilder failure = new StringBuilder();
  private final boolean[] portSeen = new boolean[2];
  private final String target;
  private volatile WebSocket socket;
  private int waitingBytes;
  private boolean more;
  private boolean ended;

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
    end("");
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end("the connection to the API server broke: " + error.getMessage());
  }

  @Override
  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return TunnelSocket.this.read(into, offset, length);
      }
    };
  }

  @Override
  public OutputStream output() {
    return new ChannelOutput(socket, this::isEnded);
  }

  @Override
  public void close() {
    end("");
    WebSocket open = socket;
    if (open != null) {
      open.sendClose(1000, "");
    }
  }

  /// @return whether the next message may come; otherwise when something was read
  private boolean take(ByteBuffer message) {
    int channel = message.hasRemaining() ? message.get() : -1;
    synchronized (lock) {
      if (channel < 0 || channel > 1 || ended) {
        return true;
      }
      if (!portSeen[channel]) {
        portSeen[channel] = true;
      } else if (channel == 1) {
        failure.append(StandardCharsets.UTF_8.decode(message));
        ended = !failure.isEmpty();
        lock.notifyAll();
      } else if (message.hasRemaining()) {
        waitingBytes += message.remaining();
        waiting.add(message);
        lock.notifyAll();
      }
      more = waitingBytes > MOST_WAITING_BYTES;
      return !more;
    }
  }

  private int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count;
    boolean askForMore;
    synchronized (lock) {
      await();
      ByteBuffer first = waiting.peek();
      if (first == null) {
        if (!failure.isEmpty()) {
          throw new IOException(reason());
        }
        return -1;
      }
      count = Math.min(length, first.remaining());
      first.get(into, offset, count);
      if (!first.hasRemaining()) {
        waiting.remove();
      }
      waitingBytes -= count;
      askForMore = more && waitingBytes <= MOST_WAITING_BYTES / 2;
      more &= !askForMore;
    }
    if (askForMore) {
      socket.request();
    }
    return count;
  }

  /// The node's own words are long, and mostly about itself.
  private String reason() {
    return failure.indexOf("connection refused") >= 0
        ? "nothing listens on " + target
        : target + ": " + failure.toString().strip();
  }

  private void await() throws IOException {
    try {
      while (waiting.isEmpty() && !ended) {
        lock.wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private boolean isEnded() {
    synchronized (lock) {
      return ended;
    }
  }

  private void end(String why) {
    synchronized (lock) {
      if (!ended && failure.isEmpty()) {
        failure.append(why);
      }
      ended = true;
      lock.notifyAll();
    }
  }
}
