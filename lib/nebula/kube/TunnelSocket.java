package nebula.kube;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/// A port of a pod over a WebSocket. The first byte of each message is the channel: 0 data, 1 the
/// reason why it failed; the first message of each channel is the port's number.
///
/// The protocol has no half-close: closing the output keeps what was sent, and tells the pod
/// nothing until the tunnel is closed.
final class TunnelSocket implements Tunnel, WebSocket.Listener {
  /// Received and not read; more stays in the connection, so that a slow reader slows the sender.
  private static final int MOST_WAITING_BYTES = 512 * 1024;

  private static final int LONGEST_MESSAGE = 64 * 1024;

  private final Object lock = new Object();
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private final StringBuilder failure = new StringBuilder();
  private final boolean[] portSeen = new boolean[2];
  private final String target;
  private volatile WebSocket socket;
  private int waitingBytes;
  private boolean more;
  private boolean ended;
  private int channel = -1;
  private int toSkip;

  TunnelSocket(String pod, int port) {
    this.target = "port " + port + " of pod " + pod;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    if (channel < 0 && data.hasRemaining()) {
      channel = data.get();
      begin();
    }
    int skipped = Math.min(toSkip, data.remaining());
    data.position(data.position() + skipped);
    toSkip -= skipped;
    boolean wait = take(data);
    if (last) {
      channel = -1;
    }
    if (!wait) {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end("");
    return null;
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
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        for (int sent = 0; sent < length; sent += LONGEST_MESSAGE) {
          send(from, offset + sent, Math.min(LONGEST_MESSAGE, length - sent));
        }
      }
    };
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null && !open.isOutputClosed()) {
      open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((_, _) -> open.abort());
    }
    end("");
  }

  private void begin() {
    boolean known = channel == 0 || channel == 1;
    toSkip = known && !portSeen[channel] ? 2 : 0;
    if (known) {
      portSeen[channel] = true;
    }
  }

  /// @return whether to wait with the next message until something was read
  private boolean take(ByteBuffer data) {
    synchronized (lock) {
      if (channel == 1) {
        failure.append(StandardCharsets.UTF_8.decode(data));
        if (!failure.isEmpty()) {
          ended = true;
          lock.notifyAll();
        }
      } else if (channel == 0 && data.hasRemaining()) {
        ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
        waitingBytes += copy.remaining();
        waiting.add(copy);
        lock.notifyAll();
      }
      more = waitingBytes > MOST_WAITING_BYTES;
      return more;
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
      socket.request(1);
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

  private void send(byte[] from, int offset, int length) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(length + 1).put((byte) 0);
    message.put(from, offset, length).flip();
    try {
      socket.sendBinary(message, true).get();
    } catch (ExecutionException e) {
      throw new IOException("the tunnel is closed: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
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
