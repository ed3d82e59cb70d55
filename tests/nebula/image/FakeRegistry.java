package nebula.image;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A registry that knows which manifests it has, and nothing else.
final class FakeRegistry implements AutoCloseable {
  private final HttpServer server;
  private final Set<String> manifests = ConcurrentHashMap.newKeySet();
  private final List<String> accepted = new CopyOnWriteArrayList<>();

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v2/",
        exchange -> {
          accepted.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept")));
          boolean there = manifests.contains(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(there ? 200 : 404, -1);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void hold(String repository, String tag) {
    manifests.add("/v2/" + repository + "/manifests/" + tag);
  }

  List<String> accepted() {
    return accepted;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
