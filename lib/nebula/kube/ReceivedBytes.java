package nebula.kube;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/// What came over a WebSocket and is not read yet. No more is asked for while a reader is behind:
/// so a slow one slows the sender, and fills no memory.
final class ReceivedBytes {
  /// More stays in the connection.
  private static final int MOST_WAITING = 512 * 1024;

  private final Object lock = new Object();
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private String failure = "";
  private int waitingBytes;
  private boolean more;
  private boolean ended;

  /// @return whether the next message may come; otherwise when something was read
  boolean add(ByteBuffer message) {
    synchronized (lock) {
      if (ended) {
        return true;
      }
      if (message.hasRemaining()) {
        waitingBytes += message.remaining();
        waiting.add(message);
        lock.notifyAll();
      }
      more = waitingBytes > MOST_WAITING;
      return !more;
    }
  }

  /// Nothing more comes. Only the first end counts.
  ///
  /// @param why readers get it as an error after what came before; empty for a plain end
  void end(String why) {
    synchronized (lock) {
      if (!ended) {
        failure = why;
      }
      ended = true;
      lock.notifyAll();
    }
  }

  boolean isEnded() {
    synchronized (lock) {
      return ended;
    }
  }

  /// @param askForMore lets the next message come
  InputStream input(Runnable askForMore) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : ReceivedBytes.this.read(into, offset, length, askForMore);
      }
    };
  }

  private int read(byte[] into, int offset, int length, Runnable askForMore) throws IOException {
    int count;
    boolean room;
    synchronized (lock) {
      await();
      ByteBuffer first = waiting.peek();
      if (first == null) {
        if (!failure.isEmpty()) {
          throw new IOException(failure);
        }
        return -1;
      }
      count = Math.min(length, first.remaining());
      first.get(into, offset, count);
      if (!first.hasRemaining()) {
        waiting.remove();
      }
      waitingBytes -= count;
      room = more && waitingBytes <= MOST_WAITING / 2;
      more &= !room;
    }
    if (room) {
      askForMore.run();
    }
    return count;
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
}
