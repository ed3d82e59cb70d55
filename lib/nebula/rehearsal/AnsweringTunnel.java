package nebula.rehearsal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import nebula.kube.Tunnel;

/// A connection to nobody that answers each HTTP request with 200 and then ends.
final class AnsweringTunnel implements Tunnel {
  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/plain\r
      Content-Length: 10\r
      Connection: close\r
      \r
      rehearsed
      """
          .getBytes(StandardCharsets.US_ASCII);

  private static final String END_OF_HEADERS = "\r\n\r\n";

  private final CompletableFuture<InputStream> answer = new CompletableFuture<>();

  @Override
  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws java.io.IOException {
        return answer.join().read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws java.io.IOException {
        return answer.join().read(bytes, offset, length);
      }
    };
  }

  @Override
  public OutputStream output() {
    StringBuilder request = new StringBuilder();
    return new OutputStream() {
      @Override
      public void write(int character) {
        request.append((char) character);
        if (request.toString().endsWith(END_OF_HEADERS)) {
          answer.complete(new ByteArrayInputStream(ANSWER));
        }
      }
    };
  }

  @Override
  public void close() {
    answer.complete(InputStream.nullInputStream());
  }
}
