package nebula.forward;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import nebula.kube.Tunnel;

/// Pods that answer a line with their name, the port and what they heard, and then close.
final class PodsOnPaper implements PodConnector {
  private final Set<String> refused = new HashSet<>();
  private String bad = "";

  void refuse(String pod) {
    refused.add(pod);
  }

  /// A connection on which this line is said breaks.
  void breakOn(String line) {
    bad = line;
  }

  @Override
  public Tunnel connect(String pod, int port) throws IOException {
    if (refused.contains(pod)) {
      throw new IOException("the pod is not there");
    }
    return new Line(pod + ":" + port);
  }

  private final class Line implements Tunnel {
    private final String name;
    private final CompletableFuture<InputStream> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    Line(String name) {
      this.name = name;
    }

    @Override
    public InputStream input() {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          return answered().read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          return answered().read(into, offset, length);
        }
      };
    }

    @Override
    public OutputStream output() {
      return new OutputStream() {
        @Override
        public void write(int one) {
          if (one == '\n') {
            hear(heard.toString(StandardCharsets.UTF_8));
          } else {
            heard.write(one);
          }
        }
      };
    }

    @Override
    public void close() {
      answer.complete(InputStream.nullInputStream());
    }

    private void hear(String line) {
      if (line.equals(bad)) {
        answer.completeExceptionally(new IOException("nothing listens here"));
      } else {
        byte[] text = (name + " heard " + line).getBytes(StandardCharsets.UTF_8);
        answer.complete(new ByteArrayInputStream(text));
      }
    }

    private InputStream answered() throws IOException {
      try {
        return answer.get();
      } catch (ExecutionException e) {
        throw new IOException(e.getCause().getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
