package nebula.kube;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The other end of a WebSocket on paper: keeps what is sent and counts what is asked for.
final class SilentSocket implements WebSocket {
  final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  final AtomicInteger asked = new AtomicInteger();
  boolean closed;

  /// A message as the kubelet sends it: the channel and then what is said.
  static ByteBuffer message(int channel, byte[] content) {
    return ByteBuffer.allocate(content.length + 1).put((byte) channel).put(content).flip();
  }

  @Override
  public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    sent.writeBytes(bytes);
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<WebSocket> sendClose(int code, String reason) {
    closed = true;
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void request(long count) {
    asked.addAndGet((int) count);
  }

  @Override
  public String getSubprotocol() {
    return "v4.channel.k8s.io";
  }

  @Override
  public boolean isOutputClosed() {
    return closed;
  }

  @Override
  public boolean isInputClosed() {
    return closed;
  }

  @Override
  public void abort() {
    closed = true;
  }
}
