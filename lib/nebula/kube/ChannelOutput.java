package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Channel 0 of a WebSocket to a pod: what a command reads, or a port gets. Closing it does
/// nothing: the protocol (v4) has no end of one direction.
final class ChannelOutput extends OutputStream {
  static final int LONGEST_MESSAGE = 64 * 1024;

  private static final long SHORTEST_GAP_NANOS = 10_000;
  private static final long LONGEST_GAP_NANOS = 1_000_000;

  private final ReentrantLock sending = new ReentrantLock();
  private final WebSocket socket;
  private final BooleanSupplier ended;

  /// @param ended whether nobody takes what is sent any more
  ChannelOutput(WebSocket socket, BooleanSupplier ended) {
    this.socket = socket;
    this.ended = ended;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    for (int sent = 0; sent < length; sent += LONGEST_MESSAGE) {
      send(0, from, offset + sent, Math.min(LONGEST_MESSAGE, length - sent));
    }
  }

  /// A message on another channel, in turn with what is written.
  void send(int channel, byte[] message) throws IOException {
    send(channel, message, 0, message.length);
  }

  private void send(int channel, byte[] from, int offset, int length) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(length + 1).put((byte) channel);
    message.put(from, offset, length).flip();
    sending.lock();
    try {
      awaitSent();
      if (!socket.send(message)) {
        throw new IOException("the connection is closed");
      }
    } finally {
      sending.unlock();
    }
  }

  /// The JDK takes one message at a time, and fabric8 does not tell when it is gone, only whether.
  private void awaitSent() throws IOException {
    for (long gap = SHORTEST_GAP_NANOS;
        socket.queueSize() > 0;
        gap = Math.min(2 * gap, LONGEST_GAP_NANOS)) {
      LockSupport.parkNanos(gap);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
      if (ended.getAsBoolean()) {
        throw new IOException("the connection is closed");
      }
    }
  }
}
