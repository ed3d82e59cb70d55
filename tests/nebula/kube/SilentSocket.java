package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The other end of a WebSocket on paper: keeps what is sent and counts what is asked for.
final class SilentSocket implements WebSocket {
  final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  final AtomicInteger asked = new AtomicInteger();

  /// Bytes that were given to it and have not left yet.
  final AtomicLong onItsWay = new AtomicLong();

  boolean closed;

  /// A message as the kubelet sends it: the channel and then what is said.
  static ByteBuffer message(int channel, byte[] content) {
    return ByteBuffer.allocate(content.length + 1).put((byte) channel).put(content).flip();
  }

  @Override
  public boolean send(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    sent.writeBytes(bytes);
    return true;
  }

  @Override
  public boolean sendClose(int code, String reason) {
    closed = true;
    return true;
  }

  @Override
  public long queueSize() {
    return onItsWay.get();
  }

  @Override
  public void request() {
    asked.incrementAndGet();
  }
}
