package nebula.health;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/// A gRPC server that has only `grpc.health.v1`, over HTTP/2 without TLS.
final class GrpcHealthServer implements AutoCloseable {
  private final HttpAsyncServer server;
  private final int port;

  /// @param states by service name, as numbers of `HealthCheckResponse.ServingStatus`
  GrpcHealthServer(Map<String, Integer> states) throws Exception {
    server =
        H2ServerBootstrap.bootstrap()
            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
            .register("*", () -> new Call(states))
            .create();
    server.start();
    ListenerEndpoint listener =
        server
            .listen(new InetSocketAddress("127.0.0.1", 0), URIScheme.HTTP)
            .get(10, TimeUnit.SECONDS);
    port = ((InetSocketAddress) listener.getAddress()).getPort();
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
  }

  private static final class Call implements AsyncServerExchangeHandler {
    private final Map<String, Integer> states;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private ResponseChannel channel;
    private HttpContext context;
    private String path;
    private byte[] answer = new byte[0];

    Call(Map<String, Integer> states) {
      this.states = states;
    }

    @Override
    public void handleRequest(
        HttpRequest asked, EntityDetails entity, ResponseChannel response, HttpContext of) {
      path = asked.getPath();
      channel = response;
      context = of;
    }

    @Override
    public void consume(ByteBuffer data) {
      while (data.hasRemaining()) {
        request.write(data.get());
      }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
      byte[] message = request.toByteArray();
      String service =
          message.length > 7
              ? new String(message, 7, message.length - 7, StandardCharsets.UTF_8)
              : "";
      Integer state = states.get(service);
      BasicHttpResponse response = new BasicHttpResponse(200);
      response.addHeader("content-type", "application/grpc");
      if (!path.equals("/grpc.health.v1.Health/Check") || state == null || state < 0) {
        response.addHeader("grpc-status", state == null ? "5" : "12");
        channel.sendResponse(response, null, context);
        return;
      }
      answer = state == 0 ? new byte[5] : new byte[] {0, 0, 0, 0, 2, 8, state.byteValue()};
      channel.sendResponse(response, new Body(answer.length), context);
    }

    @Override
    public int available() {
      return answer.length;
    }

    @Override
    public void produce(DataStreamChannel out) throws IOException {
      out.write(ByteBuffer.wrap(answer));
      out.endStream(List.of(new BasicHeader("grpc-status", "0")));
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
      capacity.update(Integer.MAX_VALUE);
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}
  }

  private record Body(long getContentLength) implements EntityDetails {
    @Override
    public String getContentType() {
      return "application/grpc";
    }

    @Override
    public String getContentEncoding() {
      return null;
    }

    @Override
    public boolean isChunked() {
      return true;
    }

    @Override
    public Set<String> getTrailerNames() {
      return Set.of("grpc-status");
    }
  }
}
