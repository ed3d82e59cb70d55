package nebula.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A registry in this process that keeps manifests and blobs in memory, and breaks on demand.
final class FakeRegistry implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<String> uploaded = new CopyOnWriteArrayList<>();
  private final AtomicInteger breaks = new AtomicInteger();
  private volatile boolean deletes = true;

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v2/",
        exchange -> {
          try (exchange) {
            answer(exchange, exchange.getRequestURI().getPath());
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  FakeRegistry hold(String repository, String tag) {
    manifests.put("/v2/" + repository + "/manifests/" + tag, new byte[0]);
    return this;
  }

  void forget(String repository, String tag) {
    manifests.remove("/v2/" + repository + "/manifests/" + tag);
  }

  /// The next uploads end in the middle.
  void breakUploads(int count) {
    breaks.set(count);
  }

  void refuseDeletes() {
    deletes = false;
  }

  List<String> accepted() {
    return accepted;
  }

  /// Digests in the order in which their content came.
  List<String> uploaded() {
    return uploaded;
  }

  String manifest(String repository, String tag) {
    return new String(
        manifests.get("/v2/" + repository + "/manifests/" + tag), StandardCharsets.UTF_8);
  }

  List<String> tags(String repository) {
    String prefix = "/v2/" + repository + "/manifests/";
    return new TreeMap<>(manifests)
        .keySet().stream()
            .filter(path -> path.startsWith(prefix))
            .map(path -> path.substring(prefix.length()))
            .toList();
  }

  static String digest(byte[] content) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    String method = exchange.getRequestMethod();
    if (path.endsWith("/tags/list")) {
      String repository = path.substring("/v2/".length(), path.length() - "/tags/list".length());
      String names =
          tags(repository).stream()
              .map(tag -> '"' + tag + '"')
              .collect(Collectors.joining(",", "[", "]"));
      reply(exchange, 200, "{\"name\":\"x\",\"tags\":" + names + "}");
    } else if (path.contains("/manifests/")) {
      manifest(exchange, method, path);
    } else if (path.contains("/blobs/uploads/")) {
      upload(exchange, method, query(exchange));
    } else {
      byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
      boolean there = blob != null && path.startsWith("/v2/" + RegistryClient.LAYERS + "/");
      if (there) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(blob.length));
      }
      exchange.sendResponseHeaders(there ? 200 : 404, -1);
    }
  }

  private void manifest(HttpExchange exchange, String method, String path) throws IOException {
    if (method.equals("PUT")) {
      manifests.put(path, exchange.getRequestBody().readAllBytes());
      exchange.sendResponseHeaders(201, -1);
    } else if (method.equals("DELETE")) {
      // The digest of this registry's manifests is the tag itself, in hex.
      String tag = new String(HexFormat.of().parseHex(path.substring(path.indexOf("sha256:") + 7)));
      boolean gone =
          deletes && manifests.remove(path.substring(0, path.lastIndexOf('/') + 1) + tag) != null;
      exchange.sendResponseHeaders(deletes ? gone ? 202 : 404 : 405, -1);
    } else {
      accepted.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept")));
      boolean there = manifests.containsKey(path);
      if (there) {
        String tag = path.substring(path.lastIndexOf('/') + 1);
        exchange
            .getResponseHeaders()
            .set("Docker-Content-Digest", "sha256:" + HexFormat.of().formatHex(tag.getBytes()));
      }
      exchange.sendResponseHeaders(there ? 200 : 404, -1);
    }
  }

  private void upload(HttpExchange exchange, String method, Map<String, String> query)
      throws IOException {
    if (method.equals("POST")) {
      boolean mounted = query.containsKey("mount") && blobs.containsKey(query.get("mount"));
      exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getPath() + "1?s=1");
      exchange.sendResponseHeaders(mounted ? 201 : 202, -1);
      return;
    }
    if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.getRequestBody().read();
      return; // closed without an answer
    }
    byte[] content = exchange.getRequestBody().readAllBytes();
    boolean good = digest(content).equals(query.get("digest"));
    if (good) {
      blobs.put(query.get("digest"), content);
      uploaded.add(query.get("digest"));
    }
    exchange.sendResponseHeaders(good ? 201 : 400, -1);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new TreeMap<>();
    String text = exchange.getRequestURI().getQuery();
    if (text != null) {
      for (String pair : text.split("&")) {
        query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    return query;
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
